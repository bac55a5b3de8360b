//! The state of a form: is it being sent, what is wrong with which field, and its idempotency key.

use std::{cell::Cell, collections::BTreeMap, future::Future};

use futures::future::LocalBoxFuture;
use kopuro_shared::{
    error::ErrorCode,
    validation::{FieldError, Validate},
};
use leptos::{prelude::*, task::spawn_local};

use super::states::{Notice, Tone};
use crate::{
    api::{self, ApiError},
    i18n,
};

/// A form. Copy it into its fields.
#[derive(Clone, Copy)]
pub struct Form {
    busy: RwSignal<bool>,
    faults: RwSignal<BTreeMap<String, String>>,
    problem: RwSignal<Option<String>>,
    stale: RwSignal<bool>,
    key: StoredValue<String>,
    number: u32,
}

thread_local! {
    static FORMS: Cell<u32> = const { Cell::new(0) };
}

impl Default for Form {
    fn default() -> Self {
        Self::new()
    }
}

impl Form {
    /// A form that nobody has sent.
    pub fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
            faults: RwSignal::new(BTreeMap::new()),
            problem: RwSignal::new(None),
            stale: RwSignal::new(false),
            key: StoredValue::new(api::new_key()),
            number: FORMS.replace(FORMS.get() + 1),
        }
    }

    /// Whether it is being sent.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// The id of the control of a field, from the JSON pointer of its value: no two forms of a page share one.
    pub fn control_id(self, pointer: &str) -> String {
        format!("field-{}{}", self.number, pointer.replace('/', "-"))
    }

    /// The idempotency key: the same until the form was sent with success.
    pub fn key(self) -> String {
        self.key.get_value()
    }

    /// What is wrong with the field of this JSON pointer; empty when nothing is.
    pub fn fault(self, pointer: &str) -> String {
        self.faults.with(|faults| faults.get(pointer).cloned().unwrap_or_default())
    }

    /// What is wrong with the field of this JSON pointer, or else with the first one below it.
    pub fn fault_within(self, pointer: &str) -> String {
        let below = format!("{pointer}/");
        self.faults.with(|faults| {
            let own = faults.get(pointer);
            let first = || faults.iter().find(|(at, _)| at.starts_with(&below));
            own.or_else(|| first().map(|(_, text)| text)).cloned().unwrap_or_default()
        })
    }

    /// All faults, for forms that show them together: JSON pointer and text.
    pub fn faults(self) -> Vec<(String, String)> {
        self.faults
            .with(|faults| faults.iter().map(|(at, text)| (at.clone(), text.clone())).collect())
    }

    /// Whether somebody else changed what this form is about, so that it was not saved.
    pub fn is_stale(self) -> bool {
        self.stale.get()
    }

    /// Runs the shared validation and marks the fields; whether all are in order.
    pub fn check(self, request: &impl Validate) -> bool {
        let errors = request.validate().err().unwrap_or_default();
        self.problem.set(None);
        self.faults
            .set(errors.iter().map(|error| (error.pointer.clone(), fault_text(error))).collect());
        if !errors.is_empty() {
            focus_first_fault();
        }
        errors.is_empty()
    }

    /// Marks a field: what was typed can't even be made into a request.
    pub fn mark(self, pointer: &str, text: String) {
        self.problem.set(None);
        self.faults.set(BTreeMap::from([(pointer.to_owned(), text)]));
        focus_first_fault();
    }

    /// Sends: `done` gets the answer; what the server refuses is shown at the fields or above the form.
    pub fn send<T: 'static>(
        self,
        request: impl Future<Output = Result<T, ApiError>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problem.set(None);
        self.stale.set(false);
        self.wait(Box::pin(async move {
            let answer = request.await?;
            Ok(Box::new(move || done(answer)) as Box<dyn FnOnce()>)
        }));
    }

    /// Waits for the answer, which comes with what is then to be done.
    fn wait(self, request: LocalBoxFuture<'static, Result<Box<dyn FnOnce()>, ApiError>>) {
        spawn_local(async move {
            let answer = request.await;
            // The person may have left the page meanwhile; then there is nobody to tell.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(done) => {
                    self.key.set_value(api::new_key());
                    self.faults.set(BTreeMap::new());
                    done();
                }
                Err(error) => self.refused(&error),
            }
        });
    }

    /// Checks by the shared validation, then sends.
    pub fn check_and_send<T: 'static>(
        self,
        checked: &impl Validate,
        request: impl Future<Output = Result<T, ApiError>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.check(checked) {
            self.send(request, done);
        }
    }

    fn refused(self, error: &ApiError) {
        let faults: BTreeMap<_, _> = error.fields().into_iter().collect();
        self.problem.set(Some(error.text()));
        self.stale.set(error.code() == Some(ErrorCode::StaleVersion));
        let marked = !faults.is_empty();
        self.faults.set(faults);
        if marked {
            focus_first_fault();
        }
    }

    /// Puts the focus into the field of this JSON pointer, once it is drawn.
    pub fn focus(self, pointer: &str) {
        let id = self.control_id(pointer);
        request_animation_frame(move || focus(document().get_element_by_id(&id)));
    }

    /// What is wrong with the form as a whole.
    pub fn problem_view(self) -> impl IntoView {
        move || self.problem.get().map(|text| view! { <Notice tone=Tone::Bad>{text}</Notice> })
    }
}

/// The same sentence that the server would answer.
fn fault_text(error: &FieldError) -> String {
    let key = format!("field-{}", error.code.slug());
    let args: Vec<_> =
        error.figures.iter().map(|(name, value)| (*name, value.clone().into())).collect();
    i18n::message(&key, &args)
}

fn focus_first_fault() {
    request_animation_frame(|| {
        focus(document().query_selector("[aria-invalid=\"true\"]").ok().flatten());
    });
}

/// Focus is a courtesy: what it would lead to stands on the page anyway.
fn focus(element: Option<web_sys::Element>) {
    use wasm_bindgen::JsCast;
    let control = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(control) = control {
        let _ = control.focus();
    }
}
