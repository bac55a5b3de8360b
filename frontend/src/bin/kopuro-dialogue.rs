//! The program for what stewards do for the dialogue.

fn main() {
    kopuro_web::dialogue();
}
