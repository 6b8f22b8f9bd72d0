// The vocabularies that engines compute with, as append-only codes with Chinese and
// English words.
//
//   code_name(Channel::visit)            "visit"
//   code_word(Channel::visit, Language::chinese)   "面谈"
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "kith/base/language.hpp"

namespace kith {

/// How a touch was made. Unknown matches any stream.
enum class Channel : std::int32_t {
  unknown = 0,
  phone = 1,
  visit = 2,
  video = 3,
  message = 4,
  mail = 5,
  push = 6,
};
/// Depth of a touch: executive = one of our leads or executives with a decision maker of
/// theirs.
enum class Level : std::int32_t { unknown = 0, ordinary = 1, executive = 2 };
/// What came of a touch. No reply (无回复) is an attempt.
enum class Outcome : std::int32_t {
  unknown = 0,
  answered = 1,
  no_reply = 2,
  delivered = 3
};
/// Stage of cooperation.
enum class CustomerStage : std::int32_t {
  unknown = 0,
  lead = 1,
  prospect = 2,
  active = 3,
  dormant = 4,
  lost = 5,
  won_back = 6,
};
enum class Role : std::int32_t {
  unknown = 0,
  sales_lead = 1,
  account_manager = 2,
  finance = 3,
  executive = 4,
  service = 5,
};
/// What a next step says about its time. A day is never invented.
enum class DeadlineKind : std::int32_t {
  none = 0,
  point = 1,         ///< by a day, that day included
  range = 2,         ///< some time in [first, last]; due on its last working day
  working_days = 3,  ///< within n working days of the step's day
};
/// How a deal ended.
enum class DealEnd : std::int32_t { open = 0, won = 1, lost = 2, void_ = 3 };
/// How a customer came to its owner, or back to the pool.
enum class OwnerChange : std::int32_t {
  stated = 0,    ///< as a file or the host says
  assigned = 1,  ///< given by somebody who may
  claimed = 2,   ///< taken from the pool
  released = 3,  ///< back to the pool
};
/// How a win-back case stands.
enum class WinBack : std::int32_t {
  open = 0,
  won_back = 1,  ///< the customer buys again
  failed = 2,    ///< tried in vain
  dropped = 3,   ///< given up before it was tried
};
enum class Rating : std::int32_t { unknown = 0, low = 1, medium = 2, high = 3 };

/// One word of a vocabulary.
struct CodeWord {
  std::int32_t code;
  std::string_view name;  ///< stable, for programs and files
  std::string_view zh;
  std::string_view en;
};
/// The vocabularies, each with its words in code order.
std::span<const CodeWord> channel_words() noexcept;
std::span<const CodeWord> level_words() noexcept;
std::span<const CodeWord> outcome_words() noexcept;
std::span<const CodeWord> customer_stage_words() noexcept;
std::span<const CodeWord> role_words() noexcept;
std::span<const CodeWord> deadline_words() noexcept;
std::span<const CodeWord> deal_end_words() noexcept;
std::span<const CodeWord> rating_words() noexcept;
std::span<const CodeWord> owner_change_words() noexcept;
std::span<const CodeWord> win_back_words() noexcept;

inline std::span<const CodeWord> words_of(Channel) { return channel_words(); }
inline std::span<const CodeWord> words_of(Level) { return level_words(); }
inline std::span<const CodeWord> words_of(Outcome) { return outcome_words(); }
inline std::span<const CodeWord> words_of(CustomerStage) {
  return customer_stage_words();
}
inline std::span<const CodeWord> words_of(Role) { return role_words(); }
inline std::span<const CodeWord> words_of(DeadlineKind) { return deadline_words(); }
inline std::span<const CodeWord> words_of(DealEnd) { return deal_end_words(); }
inline std::span<const CodeWord> words_of(Rating) { return rating_words(); }
inline std::span<const CodeWord> words_of(OwnerChange) { return owner_change_words(); }
inline std::span<const CodeWord> words_of(WinBack) { return win_back_words(); }

/// The word of a code; "unknown" for a number this build does not know.
std::string_view word_name(std::span<const CodeWord> words, std::int32_t code) noexcept;
std::string_view word_in(std::span<const CodeWord> words, std::int32_t code,
                         Language language) noexcept;
/// The code of a stable name, exactly.
std::optional<std::int32_t> word_code(std::span<const CodeWord> words,
                                      std::string_view name) noexcept;

template <class Code>
std::string_view code_name(Code code) noexcept {
  return word_name(words_of(code), static_cast<std::int32_t>(code));
}
template <class Code>
std::string_view code_word(Code code, Language language) noexcept {
  return word_in(words_of(code), static_cast<std::int32_t>(code), language);
}

}  // namespace kith
