// A fact of the log, read back from the book's own bytes.
#include "book/codec.hpp"
#include "fuzz/fuzz.hpp"
#include "kith/base/archive.hpp"

KITH_FUZZ_TARGET(fact) {
  const auto fact = kith::decode<kith::Fact>(bytes);
  if (!fact) {
    LAW(fact.error().status() == kith::Status::data_loss ||
        fact.error().status() == kith::Status::unimplemented);
  } else {
    const auto again = kith::decode<kith::Fact>(kith::encode(*fact));
    LAW(again.has_value());
    LAW(*again == *fact);
    (void)kith::check_fact(*fact);
    (void)kith::text_refs(*fact);
  }
  try {
    kith::book::slots_from(bytes);
  } catch (const kith::Error& e) {
    LAW(e.reason() == kith::Reason::damaged_book);
  }
}
