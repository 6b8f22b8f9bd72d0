// JSON: what is parsed, written and parsed again is the same value.
#include "kith/base/json.hpp"
#include "fuzz/fuzz.hpp"

KITH_FUZZ_TARGET(json) {
  const auto value = kith::Json::parse(bytes);
  if (!value) {
    LAW(!value.error().message().empty());
    return;
  }
  const auto again = kith::Json::parse(value->dump());
  LAW(again.has_value());
  LAW(*again == *value);
  const std::string canonical = value->dump(true);
  const auto sorted = kith::Json::parse(canonical);
  LAW(sorted.has_value());
  LAW(sorted->dump(true) == canonical);
}
