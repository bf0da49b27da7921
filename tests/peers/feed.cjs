// A feed as a Node server serves it, with `ws`: it speaks floorwalker.feed.v1 and does what goes wrong in real life.
// Its one argument is JSON: {"session", "payloads", "cuts", "silent"}: the events from seq 1 on; after how many of them
// each of the first connections is cut; and which connection (from 0 on) falls silent instead of being cut.
// It writes its port, then "silent" when it is; it serves until it is ended.
"use strict";
const { WebSocketServer } = require("ws");

const { session, payloads, cuts, silent } = JSON.parse(process.argv[2]);
let connections = 0;

function since(request) {
  const [theirs, seq] = (new URL(request.url, "ws://x").searchParams.get("since") || ":0").split(":");
  return theirs === session ? Number(seq) : 0;
}

const server = new WebSocketServer({ host: "127.0.0.1", port: 0 }, () => console.log(server.address().port));
server.on("connection", (socket, request) => {
  const number = connections++;
  const at = since(request);
  const until = number < cuts.length ? at + cuts[number] : payloads.length;
  socket.send(JSON.stringify({ type: "hello", session, oldest: 1, newest: payloads.length }));
  for (let seq = at + 1; seq <= Math.min(until, payloads.length); seq++) {
    socket.send(`{"seq":${seq},"received":"2026-11-22T12:00:00.000000Z","event":${payloads[seq - 1]}}`);
  }
  if (number === silent) {
    // Neither frames nor pongs, and no close: as when the machine behind a NAT has gone.
    request.socket.pause();
    console.log("silent");
  } else if (number < cuts.length) {
    // In the middle of a frame: its head promises more than comes.
    request.socket.write(Buffer.from([0x81, 0x7e, 0x01, 0x00, 0x7b]), () => request.socket.destroy());
  }
});
