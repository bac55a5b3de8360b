//! The program for an organization's money.

fn main() {
    kopuro_web::money();
}
