// Types and columns that many answers share. Private to view.
#pragma once

#include "kith/base/table.hpp"

namespace kith::schema {

inline constexpr auto kText = ColumnType::text;
inline constexpr auto kDate = ColumnType::date;
inline constexpr auto kInt32 = ColumnType::int32;
inline constexpr auto kInt64 = ColumnType::int64;
inline constexpr auto kInstant = ColumnType::instant;

inline constexpr ColumnSpec kWhyCodes{"why_codes", kText, "原因代码", "reason codes",
                                      "reason codes, joined by |"};
inline constexpr ColumnSpec kWhyZh{"why_zh", kText, "原因", "why (zh)",
                                   "the reasons in Chinese"};
inline constexpr ColumnSpec kWhyEn{"why_en", kText, "原因(英)", "why",
                                   "the reasons in English"};
inline constexpr ColumnSpec kCustomer{"customer", kText, "客户名称", "customer",
                                      "name; the key where no name is known"};
inline constexpr ColumnSpec kCustomerKey{"customer_key", kText, "客户编号",
                                         "customer key", "the host's key"};
inline constexpr ColumnSpec kOwner{"owner", kText, "负责人编号", "owner key",
                                   "person key; null: nobody's, or the row of all"};
inline constexpr ColumnSpec kOwnerName{"owner_name", kText, "负责人", "owner",
                                       "name; the key where no name is known"};

}  // namespace kith::schema
