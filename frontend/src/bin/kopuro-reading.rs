//! The program for reading.

fn main() {
    kopuro_web::reading();
}
