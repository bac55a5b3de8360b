//! The closed list of error codes: one word in three forms (variant, the problem's `type`, the catalogues' key).

use serde::{Deserialize, Serialize};

macro_rules! error_codes {
    ($($(#[$doc:meta])* $variant:ident = $slug:literal, $status:literal;)*) => {
        /// Why a request was refused. The wire form is the kebab-case slug.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum ErrorCode {
            $($(#[$doc])* #[serde(rename = $slug)] $variant,)*
        }

        impl ErrorCode {
            /// Every code, for the tests that walk the catalogues and the contract.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The slug: last part of the problem's `type`, and the catalogues' key after `error-`.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)* }
            }

            /// The HTTP status that answers it.
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)* }
            }
        }
    };
}

error_codes! {
    // ---- any request
    /// The body is not the JSON that this operation takes.
    MalformedBody = "malformed-body", 400;
    /// A query parameter or path segment can't be read.
    MalformedQuery = "malformed-query", 400;
    /// The cursor is not one that this list gave out.
    InvalidCursor = "invalid-cursor", 400;
    /// The caller is not signed in, or the token expired.
    NotSignedIn = "not-signed-in", 401;
    /// The caller is known but may not do this.
    NotAllowed = "not-allowed", 403;
    /// This needs a second factor that the session has not shown.
    SecondFactorRequired = "second-factor-required", 403;
    /// There is no such thing, or the caller may not know of it.
    NotFound = "not-found", 404;
    /// This address does not know that method.
    MethodNotAllowed = "method-not-allowed", 405;
    /// Somebody else changed this at the same moment.
    Conflict = "conflict", 409;
    /// The `If-Match` is not the resource's present `ETag`.
    StaleVersion = "stale-version", 412;
    /// The body is longer than this operation takes.
    BodyTooLarge = "body-too-large", 413;
    /// The body's media type is not one that this operation takes.
    UnsupportedMediaType = "unsupported-media-type", 415;
    /// Fields of the request are wrong; `errors` says which.
    ValidationFailed = "validation-failed", 422;
    /// This idempotency key was used with another request.
    IdempotencyKeyReused = "idempotency-key-reused", 422;
    /// A change needs `If-Match`.
    VersionRequired = "version-required", 428;
    /// Too many requests; `Retry-After` says when to come back.
    TooManyRequests = "too-many-requests", 429;
    /// A fault of ours, logged under the request's id.
    Internal = "internal", 500;
    /// The database can't be reached at the moment.
    Unavailable = "unavailable", 503;

    // ---- accounts
    /// E-mail address or password is wrong.
    WrongCredentials = "wrong-credentials", 401;
    /// The account has a second factor and no code came with the request.
    CodeRequired = "code-required", 401;
    /// The second factor's code is wrong or was used already.
    WrongCode = "wrong-code", 401;
    /// The address has to be confirmed first.
    EmailNotConfirmed = "email-not-confirmed", 403;
    /// The link of a mail expired, or was used already.
    LinkExpired = "link-expired", 410;
    /// A second factor is set up already.
    SecondFactorExists = "second-factor-exists", 409;
    /// The account can't be deleted while it is an organization's only owner.
    LastOwner = "last-owner", 409;

    // ---- money
    /// The project takes no pledges now.
    ProjectNotOpen = "project-not-open", 409;
    /// The carrying organization has no bank account that this could be paid to.
    NoBankAccount = "no-bank-account", 409;
    /// There is no exchange rate of the last weeks for this currency.
    ExchangeRateMissing = "exchange-rate-missing", 409;
    /// This can't be done from the state that the thing is in.
    WrongState = "wrong-state", 409;
    /// The account has less than this needs.
    NotEnoughMoney = "not-enough-money", 409;
    /// Whoever entered it is not who decides on it.
    FourEyes = "four-eyes", 403;
    /// Payments of the project wait for a decision that has to come first.
    DecisionsPending = "decisions-pending", 409;
    /// The project's plan says that its money goes elsewhere.
    PlanSaysOtherwise = "plan-says-otherwise", 409;

    // ---- statements
    /// The file is neither a camt statement that is known nor a table.
    StatementFormatUnknown = "statement-format-unknown", 422;
    /// An element, row or column of the statement is missing or can't be read.
    StatementMalformed = "statement-malformed", 422;
    /// The statement ends in its middle.
    StatementTruncated = "statement-truncated", 422;
    /// The statement has a document type declaration or entities.
    StatementForbiddenXml = "statement-forbidden-xml", 422;
    /// The statement's characters are not in the encoding that it, or the mapping, says.
    StatementEncodingWrong = "statement-encoding-wrong", 422;
    /// The statement is of another bank account.
    StatementOtherAccount = "statement-other-account", 422;
    /// The statement, or an entry of it, is in another currency than the account.
    StatementOtherCurrency = "statement-other-currency", 422;
    /// An amount of the statement has too many decimals, is too large, or is none.
    StatementAmountInvalid = "statement-amount-invalid", 422;
    /// The statement has no opening or no closing balance.
    StatementBalanceMissing = "statement-balance-missing", 422;
    /// The statement's balances don't agree with its entries.
    StatementOutOfBalance = "statement-out-of-balance", 422;
    /// Nobody has said yet how this account's tables are read.
    StatementMappingMissing = "statement-mapping-missing", 409;
    /// Less of the bank transaction is left than is asked for.
    TransactionExhausted = "transaction-exhausted", 409;
    /// The money of this receipt is spent or went back already.
    MoneySpent = "money-spent", 409;

    // ---- projects
    /// Conditions of the action don't hold yet; `errors` says which.
    ConditionsUnmet = "conditions-unmet", 409;
    /// The project's organization is suspended; nothing moves until that ends.
    ProjectFrozen = "project-frozen", 409;
    // ---- files
    /// The file's content is not of a type that is taken for its kind.
    FileNotAccepted = "file-not-accepted", 415;
    /// The picture or document is broken: it can't be read to its end.
    FileBroken = "file-broken", 422;
    /// The picture has more pixels than are taken.
    PictureTooLarge = "picture-too-large", 422;
    // ---- reports
    /// The person has reported this already, and a steward has not decided yet.
    AlreadyReported = "already-reported", 409;
    /// Whoever reports a thing is not who decides on it.
    OwnReport = "own-report", 403;
    // ---- cases
    /// The desk does not hear this sender.
    SenderBlocked = "sender-blocked", 403;
    // ---- organizations
    /// The person is a member already.
    AlreadyMember = "already-member", 409;
    /// Nobody decides on their own organization.
    OwnOrganization = "own-organization", 403;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_unique_and_kebab_case() {
        let mut slugs: Vec<_> = ErrorCode::ALL.iter().map(|code| code.slug()).collect();
        slugs.sort_unstable();
        let count = slugs.len();
        slugs.dedup();
        assert_eq!(slugs.len(), count);
        assert!(slugs.iter().all(|slug| slug.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
    }
}
