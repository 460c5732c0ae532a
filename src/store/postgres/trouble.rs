//! What the client and the server say, in the store's own words.

use std::error::Error as _;
use std::io;

use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

use super::address::Address;
use super::client::Fault;
use crate::store::error::StoreError;

/// Why nothing is said by a server that does not answer.
const SILENT: &str = "no answer";

/// What came of a question to the server that failed.
pub(super) enum Trouble {
    /// The line is gone; whether the question came there nobody knows.
    Gone(String),
    /// Others came first.
    Behind,
    /// Something else.
    Other(StoreError),
}

/// Reads an error of the client.
pub(super) fn of(address: &Address, fault: &Fault) -> Trouble {
    let error = match fault {
        Fault::Late => return Trouble::Gone(SILENT.to_owned()),
        Fault::Failed(error) => error,
    };
    let Some(refused) = error.as_db_error() else {
        return Trouble::Gone(reason(error));
    };
    let state = refused.code();
    match state.code() {
        "ML001" | "40001" | "40P01" => return Trouble::Behind,
        // The server is being stopped, was started just now, or is no primary any more.
        "57P01" | "57P02" | "57P03" | "25006" => {
            return Trouble::Gone(refused.message().to_owned());
        }
        _ => {}
    }
    Trouble::Other(match state.code() {
        "ML002" => StoreError::NoTown(address.to_string()),
        "ML004" => StoreError::Unfinished(address.to_string()),
        "ML003" => StoreError::NewerSchema(refused.message().to_owned()),
        _ if *state == SqlState::INVALID_PASSWORD
            || *state == SqlState::INVALID_AUTHORIZATION_SPECIFICATION =>
        {
            StoreError::Login(format!("{}@{}", address.user, address.server()))
        }
        _ if *state == SqlState::UNDEFINED_TABLE
            || *state == SqlState::UNDEFINED_FUNCTION
            || *state == SqlState::INVALID_SCHEMA_NAME
            || *state == SqlState::INSUFFICIENT_PRIVILEGE =>
        {
            StoreError::NoSchema(address.database.clone())
        }
        code => StoreError::Server(format!("{code} {}", refused.message())),
    })
}

/// Reads an error of connecting: nothing was asked yet.
pub(super) fn of_connecting(address: &Address, fault: &Fault) -> StoreError {
    if let Fault::Failed(error) = fault
        && let Some(refused) = certificate(error)
    {
        return StoreError::Certificate(refused);
    }
    match of(address, fault) {
        // Where a password is asked for and there is none, the client says so before the server does.
        Trouble::Gone(reason) if reason == "password missing" => {
            StoreError::Login(format!("{}@{}", address.user, address.server()))
        }
        Trouble::Gone(reason) => line(address, &reason),
        Trouble::Behind => line(address, "40001"),
        Trouble::Other(error) => error,
    }
}

/// Says that the server is out of reach.
pub(super) fn line(address: &Address, reason: &str) -> StoreError {
    StoreError::Line(format!("{} ({reason})", address.server()))
}

/// Gives the innermost reason: the client's own sentence puts words around it.
fn reason(error: &Error) -> String {
    let mut last = error.to_string();
    let mut inner = error.source();
    while let Some(error) = inner {
        last = error.to_string();
        inner = error.source();
    }
    last
}

fn certificate(error: &Error) -> Option<String> {
    let mut inner = error.source();
    while let Some(error) = inner {
        let of_tls = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        if let Some(refused) = of_tls.and_then(|it| it.downcast_ref::<rustls::Error>()) {
            return Some(refused.to_string());
        }
        inner = error.source();
    }
    None
}
