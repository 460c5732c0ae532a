//! 备份: copies of the store with the files of cases, plain or under a passphrase, made when they are
//! asked for or once a day.

pub mod archive;
pub mod daily;
pub mod make;
pub mod passphrase;
pub mod record;
pub mod watch;
