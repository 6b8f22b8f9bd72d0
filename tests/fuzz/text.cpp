// Encodings and folding, and the exact spellings of the base.
#include "kith/base/text.hpp"
#include "fuzz/fuzz.hpp"
#include "kith/base/instant.hpp"
#include "kith/base/money.hpp"

KITH_FUZZ_TARGET(text) {
  const auto decoded = kith::decode_sheet(bytes);
  if (decoded)
    LAW(kith::is_utf8(decoded->text) || decoded->text.find('\0') != std::string::npos);
  if (!kith::is_utf8(bytes)) return;
  LAW(kith::from_code_points(kith::code_points(bytes)) == bytes);
  const std::string folded = kith::fold(bytes);
  LAW(kith::is_utf8(folded));
  LAW(kith::fold(folded) == folded);
  const std::string tight = kith::fold_tight(bytes);
  LAW(kith::fold_tight(tight) == tight);
  LAW(kith::is_utf8(kith::narrow(bytes)));
  for (const std::string& value : kith::split_values(bytes)) {
    LAW(!value.empty());
    LAW(kith::is_utf8(value));
  }
  if (const auto day = kith::Date::parse(bytes)) LAW(day->iso() == bytes);
  if (const auto at = kith::Instant::parse(bytes)) {
    const auto again = kith::Instant::parse(at->iso());
    LAW(again.has_value());
    LAW(*again == *at);
  }
  if (const auto currency = kith::Currency::parse(bytes)) LAW(currency->code() == bytes);
}
