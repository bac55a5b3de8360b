//! The program for answering: the desks of an organization.

fn main() {
    kopuro_web::answering();
}
