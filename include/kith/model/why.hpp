// Why: the reason beside every derived value. A code, its arguments, and sentences in
// Chinese and English made from a catalogue of templates: "过去12个月采购
// {0}，达到高价值线 {1}".
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "kith/model/codes.hpp"

namespace kith {

struct WhySpec {
  std::string_view code;
  std::string_view zh;  ///< {0}…{9} are the arguments
  std::string_view en;
};

/// A reason or a chain of reasons.
struct Why {
  std::string_view code;  ///< one of the catalogue, static lifetime
  std::vector<std::string> arguments;
  bool operator==(const Why&) const = default;
};

/// All reason codes this build knows, in order of their code. Append-only.
std::span<const WhySpec> why_catalogue() noexcept;
/// The sentence; arguments that are vocabulary words are given as "zh|en" and cut to the
/// language.
std::string why_sentence(const Why& why, Language language);
/// Several reasons, joined by "；" or "; ".
std::string why_sentences(const std::vector<Why>& whys, Language language);

}  // namespace kith
