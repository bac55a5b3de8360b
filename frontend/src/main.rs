//! The program that everyone opens: finding what is needed.

fn main() {
    kopuro_web::web();
}
