"""What ships beside the code: catalog, icons, styles and samples. Read through `floorwalker.assets.resource`."""
