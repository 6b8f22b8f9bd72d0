// Time phrases in free text.
#include "fuzz/fuzz.hpp"
#include "kith/base/text.hpp"
#include "kith/exchange/cells.hpp"

KITH_FUZZ_TARGET(deadline) {
  kith::fuzz::Pieces in(bytes);
  const auto row = static_cast<std::int32_t>(in.number<std::uint32_t>() % 3141084u);
  const kith::Date row_date(kith::Date::kMinDays + row);
  const std::string_view text = in.rest();
  if (!kith::is_utf8(text)) return;
  const kith::Deadline found = kith::parse_deadline(text, row_date);
  LAW(kith::is_utf8(found.rest));
  LAW(kith::is_utf8(found.phrase));
  LAW(kith::Date::checked(found.first.days()).has_value());
  LAW(kith::Date::checked(found.last.days()).has_value());
  if (found.kind == kith::PhraseKind::point) LAW(found.first == found.last);
  if (found.kind == kith::PhraseKind::range) LAW(found.first <= found.last);
  if (found.kind == kith::PhraseKind::span) LAW(found.working_days > 0);
  if (found.kind == kith::PhraseKind::none) LAW(found.phrase.empty());
}
