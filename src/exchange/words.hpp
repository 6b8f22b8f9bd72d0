// Words of the closed vocabularies that import alone reads: as codes of the model.
// Private to exchange; the public ones stand in cells.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kith/model/fact.hpp"

namespace kith::exchange {

Channel channel_of(std::string_view code);      ///< of parse_channel
CustomerStage stage_of(std::string_view code);  ///< of parse_cooperation
std::optional<Rating> rating_of(std::string_view text);
std::optional<Role> role_of(std::string_view text);
/// Kith's own tag for its words, else the text folded.
std::string tag_of(std::string_view text);
/// The need of the default entry rules that the words name, else the text folded.
std::string need_of(std::string_view text);
/// "organisation", "person", or empty for other words.
std::string customer_kind_of(std::string_view text);
/// 是, yes, 1 and their like.
bool is_affirmative(std::string_view text);

/// 赢单, 输单, 作废, 进行中 and their like.
std::optional<DealEnd> end_of(std::string_view text);
/// The stage of the default pipeline that a word of other systems means ("Needs
/// Analysis", "Proposal/Price Quote", 报价): its id; empty for one before the first stage
/// ("Prospecting", "Qualification", "Engaging"); nullopt for an unknown word.
std::optional<std::string_view> stage_alias(std::string_view text);

/// "30天", "45", "3个月", "季度", "半年", "每年", "6 months": days; nullopt for anything
/// else, and outside 1 to 36600.
std::optional<std::int64_t> cycle_days(std::string_view text);

/// 无, -, / and the like stand for an empty cell.
bool says_nothing(std::string_view text);

}  // namespace kith::exchange
