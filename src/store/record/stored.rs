//! How the fact of an entry is written down.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::super::error::StoreError;

/// Something that stands in an entry, as a record of its own shape.
pub(crate) trait Stored: Sized {
    /// The shape.
    type Record: Debug + Serialize + DeserializeOwned;

    /// Writes it down.
    fn record(&self) -> Self::Record;

    /// Reads it.
    fn read(record: Self::Record) -> Result<Self, StoreError>;
}

impl<T: Stored> Stored for Box<T> {
    type Record = T::Record;

    fn record(&self) -> T::Record {
        (**self).record()
    }

    fn read(record: T::Record) -> Result<Self, StoreError> {
        T::read(record).map(Self::new)
    }
}

/// Tells how a fact is stored: `stored!(WhistleFact as WhistleFactRecord)`; `boxed` where the record is
/// large; without a record where the fact is its own stored shape.
macro_rules! stored {
    ($fact:ty as boxed $record:ty) => {
        stored!(@ $fact, Box<$record>, |fact| Box::new(fact.into()), |record| (*record).try_into());
    };
    ($fact:ty as $record:ty) => {
        stored!(@ $fact, $record, |fact| fact.into(), |record| record.try_into());
    };
    ($fact:ty) => {
        stored!(@ $fact, $fact, |fact| fact.clone(), |record| Ok::<_, StoreError>(record));
    };
    (@ $fact:ty, $record:ty, |$from:ident| $write:expr, |$to:ident| $read:expr) => {
        impl $crate::store::record::stored::Stored for $fact {
            type Record = $record;

            fn record(&self) -> Self::Record {
                let $from = self;
                $write
            }

            fn read($to: Self::Record) -> Result<Self, $crate::store::error::StoreError> {
                Ok($read?)
            }
        }
    };
}
