#include "sample/words.hpp"

#include <array>

namespace kith::sample {

namespace {

using sv = std::string_view;

constexpr std::array kEnergy{sv("新能源"), sv("光伏科技"), sv("储能技术"),
                             sv("动力电池")};
constexpr std::array kChips{sv("半导体"), sv("微电子"), sv("集成电路")};
constexpr std::array kMedical{sv("医疗器械"), sv("生物科技"), sv("医疗科技")};
constexpr std::array kSoftware{sv("软件"), sv("信息技术"), sv("智能科技"),
                               sv("数据技术")};
constexpr std::array kMachines{sv("机械"), sv("精密机械"), sv("自动化设备"), sv("重工")};
constexpr std::array kElectric{sv("电子"), sv("电器"), sv("光电")};
constexpr std::array kFood{sv("食品"), sv("农业科技"), sv("饮品")};
constexpr std::array kLogistics{sv("物流"), sv("供应链管理"), sv("货运代理")};
constexpr std::array kTrade{sv("贸易"), sv("商贸"), sv("进出口贸易")};
constexpr std::array kTextile{sv("纺织"), sv("服饰"), sv("针织")};
constexpr std::array kBuilding{sv("建材"), sv("建筑工程"), sv("装饰工程")};
constexpr std::array kPrint{sv("印刷包装"), sv("纸业"), sv("文化传播")};

constexpr std::array kIndustries{
    Industry{"新能源", Rating::high, kEnergy},
    Industry{"半导体", Rating::high, kChips},
    Industry{"医疗健康", Rating::high, kMedical},
    Industry{"IT", Rating::high, kSoftware},
    Industry{"制造业", Rating::medium, kMachines},
    Industry{"电子电器", Rating::medium, kElectric},
    Industry{"食品饮料", Rating::medium, kFood},
    Industry{"物流", Rating::medium, kLogistics},
    Industry{"零售", Rating::medium, kTrade},
    Industry{"纺织服装", Rating::low, kTextile},
    Industry{"建筑建材", Rating::low, kBuilding},
    Industry{"印刷包装", Rating::low, kPrint},
};

constexpr std::array kEast{sv("上海"), sv("苏州"), sv("南京"), sv("无锡"), sv("常州"),
                           sv("杭州"), sv("宁波"), sv("温州"), sv("嘉兴"), sv("合肥")};
constexpr std::array kSouth{sv("深圳"), sv("广州"), sv("东莞"), sv("佛山"), sv("中山"),
                            sv("珠海"), sv("惠州"), sv("厦门"), sv("泉州"), sv("长沙")};
constexpr std::array kNorth{sv("北京"), sv("天津"), sv("青岛"), sv("济南"), sv("烟台"),
                            sv("大连"), sv("沈阳"), sv("郑州"), sv("西安"), sv("唐山")};
constexpr std::array kAreas{Area{"华东团队", kEast}, Area{"华南团队", kSouth},
                            Area{"华北团队", kNorth}};

constexpr std::array kSurnames{
    sv("王"), sv("李"), sv("张"), sv("刘"), sv("陈"), sv("杨"), sv("赵"), sv("黄"),
    sv("周"), sv("吴"), sv("徐"), sv("孙"), sv("胡"), sv("朱"), sv("高"), sv("林"),
    sv("何"), sv("郭"), sv("马"), sv("罗"), sv("梁"), sv("宋"), sv("郑"), sv("谢"),
    sv("韩"), sv("唐"), sv("冯"), sv("于"), sv("董"), sv("萧"), sv("程"), sv("曹"),
    sv("袁"), sv("邓"), sv("许"), sv("傅"), sv("沈"), sv("曾"), sv("彭"), sv("吕")};
constexpr std::array kGiven{
    sv("伟"),   sv("芳"),   sv("敏"),   sv("静"),   sv("磊"),   sv("洋"),   sv("勇"),
    sv("艳"),   sv("杰"),   sv("涛"),   sv("明"),   sv("超"),   sv("秀兰"), sv("建国"),
    sv("志强"), sv("海燕"), sv("晓明"), sv("丽华"), sv("国庆"), sv("文博"), sv("雨桐"),
    sv("子涵"), sv("俊峰"), sv("雪梅"), sv("立新"), sv("春生"), sv("佳怡"), sv("思远"),
    sv("振华"), sv("玉兰"), sv("鹏飞"), sv("慧敏"), sv("少军"), sv("婷婷"), sv("浩然"),
    sv("美玲"), sv("天宇"), sv("嘉豪"), sv("淑芬"), sv("永康")};

constexpr std::array kFirstSyllable{
    sv("鼎"), sv("恒"), sv("瑞"), sv("华"), sv("盛"), sv("金"), sv("宏"), sv("荣"),
    sv("安"), sv("嘉"), sv("博"), sv("凯"), sv("远"), sv("德"), sv("信"), sv("汇"),
    sv("天"), sv("卓"), sv("益"), sv("泰"), sv("晨"), sv("旭"), sv("铭"), sv("润"),
    sv("诚"), sv("顺"), sv("启"), sv("联"), sv("佳"), sv("永"), sv("裕"), sv("腾"),
    sv("锦"), sv("富"), sv("雅"), sv("星"), sv("弘"), sv("康"), sv("景"), sv("禾"),
    sv("睿"), sv("翰"), sv("朗"), sv("骏"), sv("融"), sv("辰"), sv("昊"), sv("越"),
    sv("欣"), sv("冠"), sv("聚"), sv("望"), sv("致"), sv("科"), sv("旺"), sv("锐"),
    sv("正"), sv("同"), sv("合"), sv("立")};
constexpr std::array kSecondSyllable{
    sv("达"), sv("丰"), sv("源"), sv("通"), sv("兴"), sv("隆"), sv("昌"), sv("辉"),
    sv("鑫"), sv("邦"), sv("泽"), sv("航"), sv("峰"), sv("翔"), sv("利"), sv("和"),
    sv("洋"), sv("基"), sv("格"), sv("特"), sv("威"), sv("诺"), sv("维"), sv("森"),
    sv("奇"), sv("迪"), sv("拓"), sv("创"), sv("耀"), sv("亿"), sv("凌"), sv("沃"),
    sv("捷"), sv("百"), sv("岳"), sv("川"), sv("海"), sv("林"), sv("石"), sv("禧"),
    sv("展"), sv("胜"), sv("进"), sv("健"), sv("庆"), sv("升"), sv("凡"), sv("诚"),
    sv("益"), sv("原")};

constexpr std::array kForms{sv("有限公司"),     sv("有限公司"),     sv("有限公司"),
                            sv("有限公司"),     sv("有限责任公司"), sv("股份有限公司"),
                            sv("集团有限公司"), sv("集团")};
constexpr std::array kPositions{sv("采购经理"),   sv("采购主管"), sv("采购专员"),
                                sv("生产经理"),   sv("技术经理"), sv("行政经理"),
                                sv("供应链经理"), sv("设备科长")};
constexpr std::array kChiefs{sv("总经理"), sv("副总经理"), sv("采购总监"),
                             sv("董事长"), sv("财务总监"), sv("运营总监")};
constexpr std::array kSizes{sv("20人以下"), sv("20-99人"), sv("100-499人"),
                            sv("500-999人"), sv("1000人以上")};
constexpr std::array kNeeds{sv("降低采购成本"),     sv("提升生产效率"),
                            sv("寻找高性价比产品"), sv("解决行业痛点"),
                            sv("缩短交货周期"),     sv("提高设备稳定性"),
                            sv("改善售后响应"),     sv("满足环保要求"),
                            sv("替换现有供应商"),   sv("数字化改造")};
constexpr std::array kProducts{sv("标准套餐"), sv("专业套餐"), sv("企业套餐"),
                               sv("耗材包"),   sv("备件"),     sv("年度维保"),
                               sv("培训服务"), sv("升级模块")};
constexpr std::array kCompetitors{sv("甲方云"), sv("卓胜工控"), sv("北辰系统"),
                                  sv("宏图设备")};

constexpr std::array kDeep{sv("沟通季度采购计划"),    sv("了解新项目进度"),
                           sv("讨论年度框架协议"),    sv("回访设备使用情况"),
                           sv("介绍定制化解决方案"),  sv("确认交付排期"),
                           sv("推出季度采购优惠方案")};
constexpr std::array kExecutive{sv("高层互访，汇报合作进展"),
                                sv("拜访总经理，讨论战略合作"), sv("高层沟通定制化方案"),
                                sv("年度合作回顾")};
constexpr std::array kRoutine{sv("询问近期需求"),     sv("发送产品资料"),
                              sv("跟进报价反馈"),     sv("演示新产品功能"),
                              sv("回访上次订单质量"), sv("确认样品测试结果"),
                              sv("提醒合同续签")};
constexpr std::array kUpdate{sv("发送季度产品更新"), sv("新版本功能说明"),
                             sv("服务升级通知")};
constexpr std::array kNews{sv("发送行业趋势分析报告"), sv("月度行业资讯"),
                           sv("节日促销活动通知"), sv("老客户优惠活动"),
                           sv("新品上市资讯")};
constexpr std::array kWinBack{sv("回访停单原因"), sv("发送专属优惠，邀请恢复合作"),
                              sv("了解新供应商使用情况")};
constexpr std::array kDeal{sv("讨论技术方案"), sv("答复招标问题"), sv("商谈合同条款"),
                           sv("方案讲解与答疑"), sv("商谈付款方式")};

constexpr std::array kWarm{
    sv("对方案感兴趣，需内部讨论"), sv("认可效果，预算需审批"), sv("需求明确，等待报价"),
    sv("满意，近期有追加计划"),     sv("希望延长账期"),         sv("要求提供竞品对比"),
    sv("价格偏高，希望再优惠"),     sv("本月暂无需求"),         sv("交期可以接受"),
    sv("转交技术部门评估")};
constexpr std::array kSent{sv("已送达"), sv("已发送"), sv("客户已读"), sv("已推送")};
constexpr std::array kCool{sv("暂不考虑"), sv("已有其他供应商"), sv("明年再看"),
                           sv("预算取消"), sv("愿意再谈一次")};
constexpr std::array kSilences{sv("无回复"), sv("无回复"), sv("未接通"), sv("无人接听")};
constexpr std::array kSteps{sv("提供定制化合同"),   sv("提供竞品对比方案"),
                            sv("提交报价单"),       sv("协助准备预算申请材料"),
                            sv("安排样品寄送"),     sv("电话跟进需求变化"),
                            sv("拜访技术负责人"),   sv("发送付款计划"),
                            sv("确认合同修改意见"), sv("安排产品演示")};

}  // namespace

std::span<const Industry> industries() { return kIndustries; }
std::span<const Area> areas() { return kAreas; }
Words surnames() { return kSurnames; }
Words given_names() { return kGiven; }
Words legal_forms() { return kForms; }
Words positions() { return kPositions; }
Words chief_positions() { return kChiefs; }
Words sizes() { return kSizes; }
Words needs() { return kNeeds; }
Words products() { return kProducts; }
Words competitors() { return kCompetitors; }
Words silences() { return kSilences; }
Words steps() { return kSteps; }

std::string trade_name(std::uint64_t seed, std::int64_t index) {
  constexpr auto kPairs =
      static_cast<std::int64_t>(kFirstSyllable.size() * kSecondSyllable.size());
  constexpr auto kMore = static_cast<std::int64_t>(kSecondSyllable.size());
  // 1709 is prime to the number of pairs, so that neighbours differ and none repeats.
  const auto start = static_cast<std::int64_t>(seed % 2999);
  const std::int64_t pair = (index * 1709 + start) % kPairs;
  std::string name(kFirstSyllable[static_cast<std::size_t>(pair / kMore)]);
  name += kSecondSyllable[static_cast<std::size_t>(pair % kMore)];
  for (std::int64_t rest = index / kPairs; rest > 0; rest /= kMore + 1) {
    const std::int64_t digit = rest % (kMore + 1);
    name += digit == 0 ? sv("新") : kSecondSyllable[static_cast<std::size_t>(digit - 1)];
  }
  return name;
}

Words contents(std::string_view purpose) {
  if (purpose == "deep_talk") return kDeep;
  if (purpose == "executive") return kExecutive;
  if (purpose == "product_update") return kUpdate;
  if (purpose == "news_or_offer") return kNews;
  if (purpose == "win_back") return kWinBack;
  if (purpose == "deal") return kDeal;
  return kRoutine;
}

Words feedbacks(std::string_view purpose) {
  if (purpose == "product_update" || purpose == "news_or_offer") return kSent;
  if (purpose == "win_back") return kCool;
  return kWarm;
}

}  // namespace kith::sample
