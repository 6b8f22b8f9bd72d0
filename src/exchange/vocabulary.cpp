// Closed vocabularies, Chinese and English, as codes.
#include <array>

#include "exchange/scan.hpp"
#include "kith/base/text.hpp"
#include "kith/exchange/cells.hpp"

namespace kith {

namespace {

using exchange::is_letter;
using exchange::starts_with;
using exchange::with_value;

struct Word {
  std::string_view text;  // as fold_tight gives it
  std::string_view code;
  bool in_prose = true;  // also means the code inside a sentence
};

constexpr Word kChannels[] = {
    {"电话", "phone"},         {"打电话", "phone"},        {"电话沟通", "phone"},
    {"电话跟进", "phone"},     {"电话拜访", "phone"},      {"致电", "phone"},
    {"电联", "phone"},         {"来电", "phone"},          {"去电", "phone"},
    {"回电", "phone"},         {"phone", "phone"},         {"call", "phone"},
    {"phonecall", "phone"},    {"telephone", "phone"},     {"tel", "phone", false},
    {"面谈", "visit"},         {"拜访", "visit"},          {"上门", "visit"},
    {"上门拜访", "visit"},     {"见面拜访", "visit"},      {"客户拜访", "visit"},
    {"实地拜访", "visit"},     {"面访", "visit"},          {"登门", "visit"},
    {"登门拜访", "visit"},     {"见面", "visit"},          {"会面", "visit"},
    {"走访", "visit"},         {"会议", "visit", false},   {"现场", "visit", false},
    {"visit", "visit"},        {"meeting", "visit"},       {"facetoface", "visit"},
    {"face-to-face", "visit"}, {"onsite", "visit", false}, {"inperson", "visit"},
    {"视频", "video"},         {"视频会议", "video"},      {"视频通话", "video"},
    {"线上会议", "video"},     {"远程会议", "video"},      {"腾讯会议", "video"},
    {"video", "video"},        {"videocall", "video"},     {"videoconference", "video"},
    {"微信", "message"},       {"微信沟通", "message"},    {"企微", "message"},
    {"企业微信", "message"},   {"qq", "message"},          {"短信", "message"},
    {"发短信", "message"},     {"钉钉", "message"},        {"飞书", "message"},
    {"私信", "message"},       {"message", "message"},     {"wechat", "message"},
    {"wecom", "message"},      {"sms", "message"},         {"im", "message", false},
    {"whatsapp", "message"},   {"邮件", "mail"},           {"发邮件", "mail"},
    {"电子邮件", "mail"},      {"邮箱", "mail"},           {"email", "mail"},
    {"e-mail", "mail"},        {"mail", "mail"},           {"推送", "push"},
    {"资讯推送", "push"},      {"活动推送", "push"},       {"群发", "push"},
    {"push", "push"},          {"newsletter", "push"},
};

constexpr Word kCompletion[] = {
    {"已完成", "done"},
    {"完成", "done"},
    {"已跟进", "done"},
    {"已办", "done"},
    {"已解决", "done"},
    {"done", "done"},
    {"completed", "done"},
    {"complete", "done"},
    {"closed", "done"},
    {"finished", "done"},
    {"是", "done"},
    {"yes", "done"},
    {"√", "done"},
    {"✓", "done"},
    {"✔", "done"},
    {"进行中", "in_progress"},
    {"跟进中", "in_progress"},
    {"处理中", "in_progress"},
    {"已开始", "in_progress"},
    {"in_progress", "in_progress"},
    {"inprogress", "in_progress"},
    {"in-progress", "in_progress"},
    {"started", "in_progress"},
    {"ongoing", "in_progress"},
    {"待完成", "to_do"},
    {"未完成", "to_do"},
    {"未开始", "to_do"},
    {"待跟进", "to_do"},
    {"未跟进", "to_do"},
    {"待处理", "to_do"},
    {"待办", "to_do"},
    {"待回访", "to_do"},
    {"todo", "to_do"},
    {"to_do", "to_do"},
    {"to-do", "to_do"},
    {"open", "to_do"},
    {"pending", "to_do"},
    {"notstarted", "to_do"},
    {"planned", "to_do"},
    {"否", "to_do"},
    {"no", "to_do"},
    {"已取消", "cancelled"},
    {"取消", "cancelled"},
    {"作废", "cancelled"},
    {"cancelled", "cancelled"},
    {"canceled", "cancelled"},
};

constexpr Word kCooperation[] = {
    {"潜在", "lead"},
    {"潜在客户", "lead"},
    {"线索", "lead"},
    {"未合作", "lead"},
    {"新客户", "lead"},
    {"初步接触", "lead"},
    {"初步接洽", "lead"},
    {"lead", "lead"},
    {"意向", "prospect"},
    {"意向客户", "prospect"},
    {"有意向", "prospect"},
    {"需求确认", "prospect"},
    {"prospect", "prospect"},
    {"qualified", "prospect"},
    {"洽谈", "negotiating"},
    {"洽谈中", "negotiating"},
    {"谈判", "negotiating"},
    {"谈判中", "negotiating"},
    {"商务谈判", "negotiating"},
    {"合同谈判", "negotiating"},
    {"方案提交", "negotiating"},
    {"negotiating", "negotiating"},
    {"negotiation", "negotiating"},
    {"合作中", "active"},
    {"已合作", "active"},
    {"合作", "active"},
    {"合作客户", "active"},
    {"成交", "active"},
    {"已成交", "active"},
    {"成交客户", "active"},
    {"老客户", "active"},
    {"已签约", "active"},
    {"active", "active"},
    {"customer", "active"},
    {"暂停", "paused"},
    {"暂停合作", "paused"},
    {"沉睡", "paused"},
    {"沉睡客户", "paused"},
    {"休眠", "paused"},
    {"paused", "paused"},
    {"dormant", "paused"},
    {"流失", "lost"},
    {"已流失", "lost"},
    {"流失客户", "lost"},
    {"终止合作", "lost"},
    {"lost", "lost"},
    {"churned", "lost"},
};

constexpr std::string_view kNoReply[] = {
    "无回复",   "未回复",     "没有回复",    "没回复",    "无反馈", "未反馈",   "无回应",
    "无应答",   "未接通",     "没接通",      "未接",      "没人接", "无人接听", "无人接",
    "未接听",   "没接",       "不接电话",    "拒接",      "占线",   "关机",     "停机",
    "空号",     "联系不上",   "未联系上",    "暂无回复",  "未读",   "已读未回", "noreply",
    "noanswer", "noresponse", "unreachable", "voicemail", "busy",
};

// Words in a cell carry decoration: "1-已完成", "电话。".
std::string bare(std::string_view text) {
  std::string s = fold_tight(text);
  for (const std::string_view sign : {"。", ".", ",", "、", "!", ";", ":"}) {
    while (exchange::ends_with(s, sign)) s.resize(s.size() - sign.size());
  }
  return s;
}

template <std::size_t N>
Result<std::string> look_up(const Word (&words)[N], std::string_view text,
                            std::string_view vocabulary) {
  const std::string s = bare(text);
  if (s.empty()) {
    return invalid(Reason::missing_value, "no " + std::string(vocabulary));
  }
  for (const Word& word : words) {
    if (word.text == s) return std::string(word.code);
  }
  return with_value(
      invalid(Reason::unknown_name, "unknown " + std::string(vocabulary) + " \"" +
                                        std::string(trim(text)) + "\""),
      text);
}

bool is_no_reply(std::string_view part) {
  const std::string s = bare(part);
  for (const std::string_view word : kNoReply) {
    if (s == word) return true;
  }
  return false;
}

bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
  if (!is_letter(text[at])) return true;
  return (at == 0 || !is_letter(text[at - 1])) &&
         (at + size == text.size() || !is_letter(text[at + size]));
}

}  // namespace

Result<std::string> parse_channel(std::string_view text) {
  return look_up(kChannels, text, "channel");
}

std::string find_channel(std::string_view text) {
  const std::string flat = fold(text);
  for (std::size_t at = 0; at < flat.size(); at += exchange::sequence_size(flat[at])) {
    std::string_view code;
    std::size_t longest = 0;
    for (const Word& word : kChannels) {
      if (!word.in_prose || word.text.size() <= longest) continue;
      if (!starts_with(std::string_view(flat).substr(at), word.text)) continue;
      if (!stands_alone(flat, at, word.text.size())) continue;
      longest = word.text.size();
      code = word.code;
    }
    if (longest > 0) return std::string(code);
  }
  return {};
}

Result<std::string> parse_completion(std::string_view text) {
  return look_up(kCompletion, text, "completion state");
}

Result<std::string> parse_cooperation(std::string_view text) {
  return look_up(kCooperation, text, "cooperation stage");
}

Result<std::string> parse_tier(std::string_view text) {
  const std::string s = bare(text);
  if (s.empty()) return invalid(Reason::missing_value, "no tier");
  const Error unknown = with_value(
      invalid(Reason::unknown_name, "unknown tier \"" + std::string(trim(text)) + "\""),
      text);
  std::string_view rest = s;
  for (const std::string_view lead : {"tier", "grade", "class", "级别", "等级"}) {
    if (starts_with(rest, lead)) rest.remove_prefix(lead.size());
  }
  if (rest.empty() || rest[0] < 'a' || rest[0] > 'e') return unknown;
  const std::string tier(1, static_cast<char>(rest[0] - 'a' + 'A'));
  rest.remove_prefix(1);
  for (const std::string_view tail :
       {"级客户", "类客户", "级", "类", "等", "档", "客户"}) {
    if (!starts_with(rest, tail)) continue;
    rest.remove_prefix(tail.size());
    break;
  }
  if (rest.empty()) return tier;
  const bool remark = (rest.front() == '(' && rest.back() == ')') ||
                      rest.front() == '-' || rest.front() == ':';
  if (remark) return tier;
  return unknown;
}

Result<std::int32_t> parse_satisfaction(std::string_view text) {
  std::string s = bare(text);
  if (s.empty()) return invalid(Reason::missing_value, "no satisfaction");
  struct Grade {
    std::string_view text;
    std::int32_t value;
  };
  static constexpr Grade kGrades[] = {
      {"很满意", 5},   {"非常满意", 5},      {"满意", 4},
      {"较满意", 4},   {"比较满意", 4},      {"一般", 3},
      {"基本满意", 3}, {"不满意", 2},        {"较不满意", 2},
      {"很不满意", 1}, {"非常不满意", 1},    {"★", 1},
      {"★★", 2},       {"★★★", 3},           {"★★★★", 4},
      {"★★★★★", 5},    {"verysatisfied", 5}, {"satisfied", 4},
      {"neutral", 3},  {"dissatisfied", 2},  {"verydissatisfied", 1}};
  for (const Grade& grade : kGrades) {
    if (s == grade.text) return grade.value;
  }
  for (const std::string_view tail : {"分", "星", ".0", "/5"}) {
    if (exchange::ends_with(s, tail)) s.resize(s.size() - tail.size());
  }
  if (s.size() == 1 && s[0] >= '1' && s[0] <= '5') return s[0] - '0';
  return with_value(invalid(Reason::unknown_name,
                            "unknown satisfaction \"" + std::string(trim(text)) + "\""),
                    text);
}

FeedbackKind classify_feedback(std::string_view text) {
  if (bare(text).empty()) return FeedbackKind::empty;
  if (is_no_reply(text)) return FeedbackKind::no_reply;
  bool first = true;
  bool all = true;
  bool begins = false;
  for (const std::string& part : split_values(text)) {
    const bool silent = is_no_reply(part);
    if (first) begins = silent;
    first = false;
    all = all && silent;
  }
  if (all) return FeedbackKind::no_reply;
  return begins ? FeedbackKind::mixed : FeedbackKind::answer;
}

}  // namespace kith
