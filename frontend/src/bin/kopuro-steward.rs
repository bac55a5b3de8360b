//! The program for stewards.

fn main() {
    kopuro_web::steward();
}
