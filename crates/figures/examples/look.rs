//! How do the pictures look? Writes every sample as SVG and PNG, light and dark: `cargo run -p figures --example look -- FOLDER`.
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool for developers, which stops at the first surprise"
)]

use figures::{Look, png};

#[path = "../tests/it/samples.rs"]
mod samples;

fn main() {
    let folder = std::env::args().nth(1).expect("the folder for the pictures");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (shade, look) in [("light", Look::light(samples::ACCENT)), ("dark", Look::dark(samples::ACCENT))] {
        for (name, picture) in samples::all(&look) {
            std::fs::write(format!("{folder}/{name}.{shade}.svg"), &picture.svg).expect("written");
            for (size, scale) in [("small", 0.5), ("full", 1.0), ("large", 2.0)] {
                let bytes = png(&picture, scale).expect("pixels");
                std::fs::write(format!("{folder}/{name}.{shade}.{size}.png"), bytes).expect("written");
            }
        }
    }
    println!("written to {folder}");
}
