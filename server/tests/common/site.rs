//! A small built site: the files that a real build makes, with next to nothing in them.

use std::{fs, path::Path};

/// The style sheet's address and text.
pub(crate) const STYLE: (&str, &str) = ("/pkg/main.0a1b2c.css", "body { color: black }\n");

/// Writes a built site into a folder.
pub(crate) fn build(to: &Path) {
    let manifest = serde_json::json!({
        "css": STYLE.0,
        "start": "/pkg/start.0a1b2c.js",
        "js": "/pkg/measure-up.0a1b2c.js",
        "wasm": "/pkg/measure-up.0a1b2c.wasm",
        "echarts": "/pkg/echarts.0a1b2c.js",
        "fonts": ["/pkg/text.0a1b2c.woff2"],
    });
    fs::create_dir_all(to.join("pkg")).unwrap();
    fs::create_dir_all(to.join("press")).unwrap();
    // The fonts of typst: any will do where only words are looked at.
    for (at, font) in typst_assets::fonts().enumerate() {
        fs::write(to.join(format!("press/{at}.ttf")), font).unwrap();
    }
    let manifest = serde_json::to_vec(&manifest).unwrap();
    let files: [(&str, &[u8]); 8] = [
        ("manifest.json", &manifest),
        ("favicon.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><style>path { fill: red }</style></svg>"),
        (STYLE.0, STYLE.1.as_bytes()),
        ("pkg/start.0a1b2c.js", b"export {};\n"),
        ("pkg/measure-up.0a1b2c.js", b"export {};\n"),
        ("pkg/measure-up.0a1b2c.wasm", b"\0asm\x01\0\0\0"),
        ("pkg/echarts.0a1b2c.js", b"export {};\n"),
        ("pkg/text.0a1b2c.woff2", b"wOF2"),
    ];
    for (name, bytes) in files {
        fs::write(to.join(name.trim_start_matches('/')), bytes).unwrap();
    }
}
