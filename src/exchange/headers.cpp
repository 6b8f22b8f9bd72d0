#include "kith/exchange/headers.hpp"

#include <algorithm>
#include <unordered_map>

#include "exchange/columns.hpp"
#include "exchange/currency.hpp"
#include "exchange/scan.hpp"
#include "kith/base/text.hpp"

namespace kith {

namespace {

using exchange::Column;
using exchange::columns_of;
using exchange::ends_with;
using exchange::normal_header;

constexpr SheetKind kKinds[] = {SheetKind::customers,    SheetKind::follow_ups,
                                SheetKind::interactions, SheetKind::deals,
                                SheetKind::orders,       SheetKind::receipts,
                                SheetKind::people};

// Every spelling of a kind's columns; the earlier column wins a spelling that two could
// claim.
using Spellings = std::unordered_map<std::string, const Column*>;

Spellings spellings_of(SheetKind kind) {
  Spellings spellings;
  for (const Column& column : columns_of(kind)) {
    spellings.emplace(normal_header(column.spec.heading_zh), &column);
    spellings.emplace(normal_header(column.spec.heading_en), &column);
  }
  for (const Column& column : columns_of(kind)) {
    for (std::string_view list = column.synonyms; !list.empty();) {
      const auto bar = std::min(list.find('|'), list.size());
      spellings.emplace(std::string(list.substr(0, bar)), &column);
      list.remove_prefix(std::min(bar + 1, list.size()));
    }
  }
  return spellings;
}

const Column* named(SheetKind kind, const std::string& normal) {
  static const std::vector<Spellings> all = [] {
    std::vector<Spellings> built;
    for (const SheetKind k : kKinds) {
      built.resize(std::max(built.size(), static_cast<std::size_t>(k) + 1));
      built[static_cast<std::size_t>(k)] = spellings_of(k);
    }
    return built;
  }();
  const Spellings& spellings = all[static_cast<std::size_t>(kind)];
  const auto found = spellings.find(normal);
  return found == spellings.end() ? nullptr : found->second;
}

// "历史合作金额(万元)" and "联系方式(必填)" without their brackets; "Amount USD" and
// "金额/万美元" without their units.
std::string without_unit(const std::string& header) {
  std::string normal = normal_header(exchange::currency_in_header(header).folded);
  while (!normal.empty() && (normal.back() == ')' || normal.back() == ']')) {
    const auto open = normal.find_last_of("([");
    if (open == std::string::npos) break;
    normal.resize(open);
  }
  for (const std::string_view unit : {"/万元", "/元", "万元", "元"}) {
    if (normal.size() > unit.size() && ends_with(normal, unit)) {
      normal.resize(normal.size() - unit.size());
    }
  }
  return normal;
}

const Column* coded(SheetKind kind, std::string_view code) {
  for (const Column& column : columns_of(kind)) {
    if (column.spec.code == code) return &column;
  }
  return nullptr;
}

const Column* claim(SheetKind kind, const std::string& header,
                    const HeaderOverrides& overrides, bool& ignored) {
  const std::string normal = normal_header(header);
  for (const auto& [written, code] : overrides) {
    if (normal_header(written) != normal) continue;
    ignored = code.empty();
    return coded(kind, code);
  }
  const Column* column = named(kind, normal);
  return column != nullptr ? column : named(kind, without_unit(header));
}

std::int32_t hint_score(SheetKind kind, std::string_view hint) {
  struct Word {
    std::string_view text;
    SheetKind kind;
  };
  static constexpr Word kWords[] = {{"客户信息", SheetKind::customers},
                                    {"客户基础", SheetKind::customers},
                                    {"客户档案", SheetKind::customers},
                                    {"customers", SheetKind::customers},
                                    {"accounts", SheetKind::customers},
                                    {"跟进计划", SheetKind::follow_ups},
                                    {"跟进表", SheetKind::follow_ups},
                                    {"followup", SheetKind::follow_ups},
                                    {"互动记录", SheetKind::interactions},
                                    {"沟通记录", SheetKind::interactions},
                                    {"拜访记录", SheetKind::interactions},
                                    {"interaction", SheetKind::interactions},
                                    {"商机", SheetKind::deals},
                                    {"deals", SheetKind::deals},
                                    {"opportunit", SheetKind::deals},
                                    {"转化节点", SheetKind::deals},
                                    {"订单", SheetKind::orders},
                                    {"orders", SheetKind::orders},
                                    {"回款", SheetKind::receipts},
                                    {"收款", SheetKind::receipts},
                                    {"receipts", SheetKind::receipts},
                                    {"payments", SheetKind::receipts},
                                    {"人员", SheetKind::people},
                                    {"员工", SheetKind::people},
                                    {"people", SheetKind::people},
                                    {"staff", SheetKind::people}};
  const std::string flat = normal_header(hint);
  for (const Word& word : kWords) {
    if (word.kind == kind && flat.find(word.text) != std::string::npos) return 4;
  }
  return 0;
}

bool is_there(const HeaderMatch& match, const Column& column) {
  if (match.find(column.spec.code) != nullptr) return true;
  for (std::string_view list = column.instead; !list.empty();) {
    const auto bar = std::min(list.find('|'), list.size());
    if (match.find(list.substr(0, bar)) != nullptr) return true;
    list.remove_prefix(std::min(bar + 1, list.size()));
  }
  return false;
}

bool has_required(const HeaderMatch& match) {
  const auto& columns = columns_of(match.kind);
  return std::all_of(columns.begin(), columns.end(), [&](const Column& column) {
    return !column.spec.required || is_there(match, column);
  });
}

HeaderMatch match_kind(SheetKind kind, const std::vector<std::string>& headers,
                       const HeaderOverrides& overrides) {
  HeaderMatch match;
  match.kind = kind;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const auto index = static_cast<std::int32_t>(i);
    if (trim(headers[i]).empty()) continue;
    bool ignored = false;
    const Column* column = claim(kind, headers[i], overrides, ignored);
    if (ignored) continue;
    if (column == nullptr) {
      match.unclaimed.push_back({index, headers[i], {}});
    } else if (match.find(column->spec.code) != nullptr) {
      match.unclaimed.push_back({index, headers[i], std::string(column->spec.code)});
    } else {
      match.columns.push_back({std::string(column->spec.code), column->spec.type, index,
                               headers[i], unit_of_header(headers[i]),
                               currency_of_header(headers[i])});
      match.score += column->weight;
    }
  }
  return match;
}

HeaderMatch nothing(const std::vector<std::string>& headers) {
  HeaderMatch match;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    if (trim(headers[i]).empty()) continue;
    match.unclaimed.push_back({static_cast<std::int32_t>(i), headers[i], {}});
  }
  return match;
}

}  // namespace

bool exchange::is_heading(const std::string& normal) {
  return std::any_of(std::begin(kKinds), std::end(kKinds),
                     [&](SheetKind kind) { return named(kind, normal) != nullptr; });
}

std::string_view sheet_kind_name(SheetKind kind) noexcept {
  switch (kind) {
    case SheetKind::customers:
      return "customers";
    case SheetKind::follow_ups:
      return "follow_ups";
    case SheetKind::interactions:
      return "interactions";
    case SheetKind::deals:
      return "deals";
    case SheetKind::orders:
      return "orders";
    case SheetKind::receipts:
      return "receipts";
    case SheetKind::people:
      return "people";
    case SheetKind::stages:
      return "stages";
    case SheetKind::unknown:
      break;
  }
  return "unknown";
}

std::vector<SheetColumn> column_specs(SheetKind kind) {
  std::vector<SheetColumn> specs;
  for (const Column& column : columns_of(kind)) specs.push_back(column.spec);
  return specs;
}

const ColumnMatch* HeaderMatch::find(std::string_view code) const {
  for (const ColumnMatch& column : columns) {
    if (column.code == code) return &column;
  }
  return nullptr;
}

HeaderMatch match_headers(const std::vector<std::string>& headers, std::string_view hint,
                          const HeaderOverrides& overrides, SheetKind forced) {
  std::optional<HeaderMatch> best;
  for (const SheetKind kind : kKinds) {
    if (forced != SheetKind::unknown && kind != forced) continue;
    HeaderMatch match = match_kind(kind, headers, overrides);
    if (match.columns.size() < 2 || !has_required(match)) continue;
    match.score += hint_score(kind, hint);
    if (!best || match.score > best->score) best = std::move(match);
  }
  return best ? *best : nothing(headers);
}

}  // namespace kith
