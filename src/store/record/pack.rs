//! Reading MessagePack as `rmp-serde` writes it, in the shapes that records have.
//!
//! A value is first taken off as a token, by code that is compiled once, and then given to whoever
//! reads it, who says what he expects. The reader of `rmp-serde` tries every shape for every type that
//! is read, which made a sixth of the whole program.

use std::fmt;

use rmp::Marker;
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};

/// How deep records may be nested; what is damaged must not exhaust the stack.
const DEPTH: u8 = 200;

/// What stands against a record, in words for whoever mends the store.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unread(String);

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unread {}

impl de::Error for Unread {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// Reads a value from the beginning of `bytes`.
///
/// # Errors
/// The bytes are cut short, are no MessagePack, or hold another shape than `T`.
pub(super) fn read<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, Unread> {
    T::deserialize(&mut Reader {
        rest: bytes,
        depth: DEPTH,
    })
}

/// What the next value begins with.
#[derive(Debug, Clone, Copy)]
enum Token<'de> {
    Nil,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(&'de str),
    Bytes(&'de [u8]),
    Seq(usize),
    Map(usize),
}

impl Token<'_> {
    /// Says that something else was expected.
    fn unexpected(self, expected: &dyn de::Expected) -> Unread {
        let found = match self {
            Self::Nil => Unexpected::Unit,
            Self::Bool(value) => Unexpected::Bool(value),
            Self::Unsigned(value) => Unexpected::Unsigned(value),
            Self::Signed(value) => Unexpected::Signed(value),
            Self::Float(value) => Unexpected::Float(value),
            // A record holds what people said; it is not written into a message.
            Self::Text(_) => Unexpected::Other("a text"),
            Self::Bytes(_) => Unexpected::Other("bytes"),
            Self::Seq(_) => Unexpected::Seq,
            Self::Map(_) => Unexpected::Map,
        };
        de::Error::invalid_type(found, expected)
    }
}

/// Bytes that are being read.
struct Reader<'de> {
    rest: &'de [u8],
    depth: u8,
}

impl<'de> Reader<'de> {
    fn take(&mut self, len: usize) -> Result<&'de [u8], Unread> {
        let (head, rest) = self
            .rest
            .split_at_checked(len)
            .ok_or_else(|| Unread("cut short".to_owned()))?;
        self.rest = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Unread> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    fn length(&mut self, bytes: usize) -> Result<usize, Unread> {
        let taken = self.take(bytes)?;
        Ok(taken
            .iter()
            .fold(0, |length, byte| length << 8 | usize::from(*byte)))
    }

    fn text(&mut self, len: usize) -> Result<Token<'de>, Unread> {
        let bytes = self.take(len)?;
        std::str::from_utf8(bytes)
            .map(Token::Text)
            .map_err(|error| Unread(error.to_string()))
    }

    fn next(&mut self) -> Result<Token<'de>, Unread> {
        let [first] = self.array()?;
        Ok(match Marker::from_u8(first) {
            Marker::Null => Token::Nil,
            Marker::False => Token::Bool(false),
            Marker::True => Token::Bool(true),
            Marker::FixPos(value) => Token::Unsigned(value.into()),
            Marker::U8 => Token::Unsigned(u8::from_be_bytes(self.array()?).into()),
            Marker::U16 => Token::Unsigned(u16::from_be_bytes(self.array()?).into()),
            Marker::U32 => Token::Unsigned(u32::from_be_bytes(self.array()?).into()),
            Marker::U64 => Token::Unsigned(u64::from_be_bytes(self.array()?)),
            Marker::FixNeg(value) => Token::Signed(value.into()),
            Marker::I8 => Token::Signed(i8::from_be_bytes(self.array()?).into()),
            Marker::I16 => Token::Signed(i16::from_be_bytes(self.array()?).into()),
            Marker::I32 => Token::Signed(i32::from_be_bytes(self.array()?).into()),
            Marker::I64 => Token::Signed(i64::from_be_bytes(self.array()?)),
            Marker::F32 => Token::Float(f32::from_be_bytes(self.array()?).into()),
            Marker::F64 => Token::Float(f64::from_be_bytes(self.array()?)),
            Marker::FixStr(len) => self.text(len.into())?,
            Marker::Str8 => self.length(1).and_then(|len| self.text(len))?,
            Marker::Str16 => self.length(2).and_then(|len| self.text(len))?,
            Marker::Str32 => self.length(4).and_then(|len| self.text(len))?,
            Marker::Bin8 => Token::Bytes(self.length(1).and_then(|len| self.take(len))?),
            Marker::Bin16 => Token::Bytes(self.length(2).and_then(|len| self.take(len))?),
            Marker::Bin32 => Token::Bytes(self.length(4).and_then(|len| self.take(len))?),
            Marker::FixArray(len) => Token::Seq(len.into()),
            Marker::Array16 => Token::Seq(self.length(2)?),
            Marker::Array32 => Token::Seq(self.length(4)?),
            Marker::FixMap(len) => Token::Map(len.into()),
            Marker::Map16 => Token::Map(self.length(2)?),
            Marker::Map32 => Token::Map(self.length(4)?),
            Marker::FixExt1
            | Marker::FixExt2
            | Marker::FixExt4
            | Marker::FixExt8
            | Marker::FixExt16
            | Marker::Ext8
            | Marker::Ext16
            | Marker::Ext32
            | Marker::Reserved => return Err(Unread("a value of an unknown kind".to_owned())),
        })
    }

    /// Goes one level down.
    fn down(&mut self) -> Result<(), Unread> {
        let depth = self.depth.checked_sub(1);
        self.depth = depth.ok_or_else(|| Unread("nested too deep".to_owned()))?;
        Ok(())
    }

    /// Comes up again from what had parts, of which none may be left.
    fn up(&mut self, left: usize) -> Result<(), Unread> {
        self.depth += 1;
        if left == 0 {
            return Ok(());
        }
        Err(Unread(format!("{left} parts more than are known")))
    }

    fn seq<V: Visitor<'de>>(&mut self, left: usize, visitor: V) -> Result<V::Value, Unread> {
        self.down()?;
        let mut parts = Parts { reader: self, left };
        let value = visitor.visit_seq(&mut parts)?;
        let left = parts.left;
        self.up(left)?;
        Ok(value)
    }

    fn map<V: Visitor<'de>>(&mut self, left: usize, visitor: V) -> Result<V::Value, Unread> {
        self.down()?;
        let mut parts = Parts { reader: self, left };
        let value = visitor.visit_map(&mut parts)?;
        let left = parts.left;
        self.up(left)?;
        Ok(value)
    }

    fn number<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Unread> {
        match self.next()? {
            Token::Unsigned(value) => visitor.visit_u64(value),
            Token::Signed(value) => visitor.visit_i64(value),
            Token::Float(value) => visitor.visit_f64(value),
            other => Err(other.unexpected(&visitor)),
        }
    }

    fn name<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Unread> {
        match self.next()? {
            Token::Text(text) => visitor.visit_borrowed_str(text),
            Token::Unsigned(value) => visitor.visit_u64(value),
            other => Err(other.unexpected(&visitor)),
        }
    }

    fn list<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Unread> {
        match self.next()? {
            Token::Seq(len) => self.seq(len, visitor),
            other => Err(other.unexpected(&visitor)),
        }
    }

    fn bytes<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Unread> {
        match self.next()? {
            Token::Bytes(bytes) => visitor.visit_borrowed_bytes(bytes),
            Token::Seq(len) => self.seq(len, visitor),
            other => Err(other.unexpected(&visitor)),
        }
    }

    fn fields<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Unread> {
        match self.next()? {
            Token::Seq(len) => self.seq(len, visitor),
            Token::Map(len) => self.map(len, visitor),
            other => Err(other.unexpected(&visitor)),
        }
    }
}

/// Sends the methods that expect one shape to the reader of that shape.
macro_rules! shapes {
    ($($method:ident $(($($argument:ty),+))? => $shape:ident,)+) => {
        $(fn $method<V: Visitor<'de>>(
            self,
            $($(_: $argument,)+)?
            visitor: V,
        ) -> Result<V::Value, Unread> {
            self.$shape(visitor)
        })+
    };
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Unread;

    shapes! {
        deserialize_i8 => number,
        deserialize_i16 => number,
        deserialize_i32 => number,
        deserialize_i64 => number,
        deserialize_u8 => number,
        deserialize_u16 => number,
        deserialize_u32 => number,
        deserialize_u64 => number,
        deserialize_f32 => number,
        deserialize_f64 => number,
        deserialize_char => name,
        deserialize_str => name,
        deserialize_string => name,
        deserialize_identifier => name,
        deserialize_bytes => bytes,
        deserialize_byte_buf => bytes,
        deserialize_seq => list,
        deserialize_tuple(usize) => list,
        deserialize_tuple_struct(&'static str, usize) => list,
        deserialize_map => fields,
        deserialize_struct(&'static str, &'static [&'static str]) => fields,
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match self.next()? {
            Token::Nil => visitor.visit_unit(),
            Token::Bool(value) => visitor.visit_bool(value),
            Token::Unsigned(value) => visitor.visit_u64(value),
            Token::Signed(value) => visitor.visit_i64(value),
            Token::Float(value) => visitor.visit_f64(value),
            Token::Text(text) => visitor.visit_borrowed_str(text),
            Token::Bytes(bytes) => visitor.visit_borrowed_bytes(bytes),
            Token::Seq(len) => self.seq(len, visitor),
            Token::Map(len) => self.map(len, visitor),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        self.deserialize_any(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match self.next()? {
            Token::Bool(value) => visitor.visit_bool(value),
            other => Err(other.unexpected(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        let nil = Marker::Null.to_u8();
        match self.rest.split_first() {
            Some((first, rest)) if *first == nil => {
                self.rest = rest;
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match self.next()? {
            Token::Nil | Token::Seq(0) => visitor.visit_unit(),
            other => Err(other.unexpected(&visitor)),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unread> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unread> {
        visitor.visit_newtype_struct(self)
    }

    /// A variant with something in it is a map of one part, one without is its name.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        let before = self.rest;
        match self.next()? {
            Token::Map(1) => {
                self.down()?;
                let value = visitor.visit_enum(Variant {
                    reader: self,
                    is_bare: false,
                })?;
                self.up(0)?;
                Ok(value)
            }
            Token::Text(_) | Token::Unsigned(_) => {
                self.rest = before;
                visitor.visit_enum(Variant {
                    reader: self,
                    is_bare: true,
                })
            }
            other => Err(other.unexpected(&visitor)),
        }
    }
}

/// The parts of a list, or of a map.
struct Parts<'a, 'de> {
    reader: &'a mut Reader<'de>,
    left: usize,
}

impl Parts<'_, '_> {
    /// Counts a part off; false when none is left.
    fn step(&mut self) -> bool {
        let left = self.left.checked_sub(1);
        self.left = left.unwrap_or(0);
        left.is_some()
    }
}

impl<'de> SeqAccess<'de> for Parts<'_, 'de> {
    type Error = Unread;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unread> {
        if !self.step() {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> MapAccess<'de> for Parts<'_, 'de> {
    type Error = Unread;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unread> {
        if !self.step() {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unread> {
        seed.deserialize(&mut *self.reader)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

/// A variant of an enum, with something in it or bare.
struct Variant<'a, 'de> {
    reader: &'a mut Reader<'de>,
    is_bare: bool,
}

impl Variant<'_, '_> {
    /// Refuses a variant that has, or lacks, what was expected in it.
    fn expect_bare(&self, bare: bool) -> Result<(), Unread> {
        if self.is_bare == bare {
            return Ok(());
        }
        Err(Unread("another kind of variant".to_owned()))
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Unread;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Unread> {
        let name = seed.deserialize(&mut *self.reader)?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Unread;

    fn unit_variant(self) -> Result<(), Unread> {
        if self.is_bare {
            return Ok(());
        }
        Deserialize::deserialize(self.reader)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unread> {
        self.expect_bare(false)?;
        seed.deserialize(self.reader)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unread> {
        self.expect_bare(false)?;
        self.reader.list(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        self.expect_bare(false)?;
        self.reader.fields(visitor)
    }
}

#[cfg(test)]
mod tests;
