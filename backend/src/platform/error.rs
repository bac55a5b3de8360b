//! The one error of the server. It carries a code of the closed list; how it reads in the caller's language is decided
//! at the edge ([`super::http::problems`]). What is internal is logged and never sent.

use std::{collections::BTreeMap, fmt};

use actix_web::{HttpResponse, http::StatusCode};
use diesel::result::DatabaseErrorKind;
use kopuro_shared::{
    error::ErrorCode,
    validation::{FieldCode, FieldError},
};

/// Result with the server's error.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request was refused or failed.
#[derive(Debug)]
pub struct Error {
    /// The code of the closed list.
    pub code: ErrorCode,
    /// What is wrong with the fields of the request.
    pub fields: Vec<FieldError>,
    /// Figures that the message names.
    pub figures: BTreeMap<&'static str, String>,
    /// Seconds after which trying again makes sense.
    pub retry_after: Option<u64>,
    /// The cause, for the log only.
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// A refusal by its code.
    pub fn new(code: ErrorCode) -> Self {
        Self { code, fields: Vec::new(), figures: BTreeMap::new(), retry_after: None, source: None }
    }

    /// A refusal whose message names a figure.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.figures.insert(name, value.to_string());
        self
    }

    /// There is no such thing, or the caller may not know of it.
    pub fn not_found() -> Self {
        Self::new(ErrorCode::NotFound)
    }

    /// The caller may not do this.
    pub fn not_allowed() -> Self {
        Self::new(ErrorCode::NotAllowed)
    }

    /// Faults of the request's fields.
    pub fn invalid(fields: Vec<FieldError>) -> Self {
        Self::refused(ErrorCode::ValidationFailed, fields)
    }

    /// A refusal whose reasons are several, each with its pointer.
    pub fn refused(code: ErrorCode, reasons: Vec<FieldError>) -> Self {
        Self { fields: reasons, ..Self::new(code) }
    }

    /// One fault of one field, found where only the service can see it.
    pub fn field(pointer: &str, code: FieldCode) -> Self {
        Self::invalid(vec![FieldError {
            pointer: pointer.to_owned(),
            code,
            figures: BTreeMap::new(),
        }])
    }

    /// Too many tries; come back after so many seconds.
    pub fn too_many(retry_after: u64) -> Self {
        Self { retry_after: Some(retry_after), ..Self::new(ErrorCode::TooManyRequests) }
            .with("seconds", retry_after)
    }

    /// A fault of ours, logged under the request's id.
    pub fn internal(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self { source: Some(Box::new(source)), ..Self::new(ErrorCode::Internal) }
    }

    /// Something that we depend on can't be reached.
    pub fn unavailable(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self {
            source: Some(Box::new(source)),
            retry_after: Some(5),
            ..Self::new(ErrorCode::Unavailable)
        }
    }

    /// How often a transaction that failed like this should be run in all: more than once where the engine refused
    /// it for another's sake.
    pub fn transaction_tries(&self) -> u32 {
        use diesel::result::Error::DatabaseError;
        match self.source.as_ref().and_then(|source| source.downcast_ref()) {
            Some(DatabaseError(DatabaseErrorKind::SerializationFailure, _)) => 12,
            Some(DatabaseError(DatabaseErrorKind::Unknown, info))
                if info.message().contains("deadlock detected") =>
            {
                12
            }
            // Two transactions that insert the same new key: on the second run the row is there to be seen.
            Some(DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => 3,
            _ => 1,
        }
    }
}

/// What the database holds and the code knows; an internal error for what it does not.
pub fn known<T>(found: Option<T>, what: &str) -> Result<T> {
    found.ok_or_else(|| {
        Error::internal(std::io::Error::other(format!("unknown {what} in the database")))
    })
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code.slug())?;
        for field in &self.fields {
            write!(f, " {}: {}", field.pointer, field.code.slug())?;
        }
        for (name, value) in &self.figures {
            write!(f, " {name}={value}")?;
        }
        if let Some(source) = &self.source {
            write!(f, " ({source})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::Error::{DatabaseError, NotFound};
        match &error {
            NotFound => Self::not_found(),
            DatabaseError(
                DatabaseErrorKind::UniqueViolation | DatabaseErrorKind::SerializationFailure,
                _,
            ) => Self { source: Some(Box::new(error)), ..Self::new(ErrorCode::Conflict) },
            DatabaseError(DatabaseErrorKind::ClosedConnection, _) => Self::unavailable(error),
            DatabaseError(DatabaseErrorKind::Unknown, info)
                if info.message().contains("database is locked") =>
            {
                Self::unavailable(error)
            }
            _ => Self::internal(error),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}

impl actix_web::ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        // The body is written at the edge, where the caller's language and the request's id are known.
        HttpResponse::new(self.status_code())
    }
}
