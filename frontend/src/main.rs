//! The program that everyone opens.

fn main() {
    kopuro_web::web();
}
