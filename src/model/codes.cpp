// The words of the vocabularies. Codes and names are append-only: they stand in files and
// tables.
#include "kith/model/codes.hpp"

#include <array>

namespace kith {
namespace {

constexpr std::array<CodeWord, 7> kChannels{{
    {0, "unknown", "未知", "unknown"},
    {1, "phone", "电话", "phone"},
    {2, "visit", "面谈", "visit"},
    {3, "video", "视频", "video"},
    {4, "message", "微信", "message"},
    {5, "mail", "邮件", "mail"},
    {6, "push", "推送", "push"},
}};
constexpr std::array<CodeWord, 3> kLevels{{
    {0, "unknown", "未知", "unknown"},
    {1, "ordinary", "普通", "ordinary"},
    {2, "executive", "高层", "executive"},
}};
constexpr std::array<CodeWord, 4> kOutcomes{{
    {0, "unknown", "未知", "unknown"},
    {1, "answered", "有回应", "answered"},
    {2, "no_reply", "无回复", "no reply"},
    {3, "delivered", "已送达", "delivered"},
}};
constexpr std::array<CodeWord, 7> kCustomerStages{{
    {0, "unknown", "未知", "unknown"},
    {1, "lead", "线索", "lead"},
    {2, "prospect", "意向", "prospect"},
    {3, "active", "合作中", "active"},
    {4, "dormant", "沉睡", "dormant"},
    {5, "lost", "流失", "lost"},
    {6, "won_back", "挽回", "won back"},
}};
constexpr std::array<CodeWord, 6> kRoles{{
    {0, "unknown", "未知", "unknown"},
    {1, "sales_lead", "销售负责人", "sales lead"},
    {2, "account_manager", "客户经理", "account manager"},
    {3, "finance", "财务", "finance"},
    {4, "executive", "高管", "executive"},
    {5, "service", "客服", "service"},
}};
constexpr std::array<CodeWord, 4> kDeadlines{{
    {0, "none", "无期限", "none"},
    {1, "point", "截止日", "by a day"},
    {2, "range", "期间", "range of days"},
    {3, "working_days", "工作日数", "working days"},
}};
constexpr std::array<CodeWord, 4> kDealEnds{{
    {0, "open", "进行中", "open"},
    {1, "won", "赢单", "won"},
    {2, "lost", "输单", "lost"},
    {3, "void", "作废", "void"},
}};
constexpr std::array<CodeWord, 4> kRatings{{
    {0, "unknown", "未知", "unknown"},
    {1, "low", "低", "low"},
    {2, "medium", "中", "medium"},
    {3, "high", "高", "high"},
}};

constexpr std::array<CodeWord, 4> kOwnerChanges{{
    {0, "stated", "资料所载", "stated"},
    {1, "assigned", "分配", "assigned"},
    {2, "claimed", "领取", "claimed"},
    {3, "released", "回收", "released"},
}};

constexpr std::array<CodeWord, 4> kWinBacks{{
    {0, "open", "进行中", "open"},
    {1, "won_back", "已挽回", "won back"},
    {2, "failed", "未挽回", "failed"},
    {3, "dropped", "放弃", "dropped"},
}};

constexpr CodeWord kNone{-1, "unknown", "未知", "unknown"};

const CodeWord& find(std::span<const CodeWord> words, std::int32_t code) noexcept {
  for (const CodeWord& w : words) {
    if (w.code == code) return w;
  }
  return kNone;
}

}  // namespace

std::span<const CodeWord> channel_words() noexcept { return kChannels; }
std::span<const CodeWord> level_words() noexcept { return kLevels; }
std::span<const CodeWord> outcome_words() noexcept { return kOutcomes; }
std::span<const CodeWord> customer_stage_words() noexcept { return kCustomerStages; }
std::span<const CodeWord> role_words() noexcept { return kRoles; }
std::span<const CodeWord> deadline_words() noexcept { return kDeadlines; }
std::span<const CodeWord> deal_end_words() noexcept { return kDealEnds; }
std::span<const CodeWord> rating_words() noexcept { return kRatings; }
std::span<const CodeWord> owner_change_words() noexcept { return kOwnerChanges; }
std::span<const CodeWord> win_back_words() noexcept { return kWinBacks; }

std::string_view word_name(std::span<const CodeWord> words, std::int32_t code) noexcept {
  return find(words, code).name;
}

std::string_view word_in(std::span<const CodeWord> words, std::int32_t code,
                         Language language) noexcept {
  const CodeWord& w = find(words, code);
  return language == Language::chinese ? w.zh : w.en;
}

std::optional<std::int32_t> word_code(std::span<const CodeWord> words,
                                      std::string_view name) noexcept {
  for (const CodeWord& w : words) {
    if (w.name == name) return w.code;
  }
  return std::nullopt;
}

}  // namespace kith
