// A sender that signs as its library for Standard Webhooks does. Each line that it reads is one request as JSON:
// {"url", "secret", "body", "sent"?, "age"?, "id"?}: `sent` goes out in place of the signed body, `age` is in seconds.
// For each it writes one line: {"status", "answer", "signature"}.
"use strict";
const readline = require("node:readline");
const { Webhook } = require("standardwebhooks");

async function post({ url, secret, body, sent = body, age = 0, id = "msg_1" }) {
  const at = new Date(Date.now() - age * 1000);
  const signature = new Webhook(secret).sign(id, at, body);
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": signature,
  };
  const response = await fetch(url, { method: "POST", headers, body: sent });
  return { status: response.status, answer: await response.text(), signature };
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await post(JSON.parse(line))));
  }
}

main();
