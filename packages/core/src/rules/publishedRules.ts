/**
 * The provider's published tables of return codes and charges (返回码与收费关系), as data. Sources and dates stand in
 * `publishedSources`; a `-` means that the page does not list the code, which is unknown and never a violation.
 */

/** The editions, in the order of the flags below. */
export const publishedEditions = ["plus", "eid", "intention", "wechat", "app"] as const

/** Where each table was read (docs/provider.md, published charge rules). */
export const publishedSources: { readonly [edition: string]: { readonly title: string; readonly page: string } } = {
  plus: { title: "人脸核身 Plus 版", page: "1007/31082" },
  eid: { title: "E证通", page: "1007/115318" },
  intention: { title: "意愿核身", page: "1007/115319" },
  wechat: { title: "微信 H5、小程序、E证通（旧页）", page: "213/32309" },
  app: { title: "App SDK", page: "1007/101997" },
}

/** The month in which the tables were transcribed from the pages. */
export const publishedOn = "2026-11"

/** Code, charged by plus/eid/intention/wechat/app, meaning in Chinese and in English. */
export const publishedRows: ReadonlyArray<readonly [code: number, flags: string, zh: string, en: string]> = [
  [0, "yyyyy", "成功", "success"],
  [1, "nnnn-", "调用方式不对", "wrong call"],
  [2, "nnnnn", "调用方式不对", "wrong call"],
  [3, "nnnnn", "调用方式不对", "wrong call"],
  [4, "nnnnn", "服务异常", "service error"],
  [7, "----n", "服务异常", "service error"],
  [8, "nnnnn", "服务异常", "service error"],
  [10, "nnnn-", "服务异常", "service error"],
  [12, "nnnn-", "服务异常", "service error"],
  [13, "nnnn-", "服务异常", "service error"],
  [14, "nnnnn", "核验早已完成", "already done"],
  [15, "nnnnn", "Token 过期", "token expired"],
  [16, "nnnn-", "重试次数用尽", "retry limit reached"],
  [17, "nnnnn", "流程未走完", "flow not finished"],
  [18, "----n", "超过限频", "rate limited"],
  [19, "----n", "超过有效期", "validity over"],
  [201, "nnnn-", "微信图片拉取失败", "WeChat image not fetched"],
  [202, "nnnn-", "视频获取失败", "video not fetched"],
  [203, "nnnn-", "没有接口权限", "no API permission"],
  [204, "nnnn-", "公众号或小程序未授权", "account or mini program not authorised"],
  [301, "nnnn-", "证件号与传入的不符", "ID number differs from the one passed in"],
  [302, "nnnn-", "身份证过期", "ID card expired"],
  [303, "nnnn-", "证件扫描失败", "ID scan failed"],
  [1001, "nnnnn", "引擎超时", "engine timeout"],
  [1002, "ynnn-", "疑似非真人录制", "suspected non-live recording"],
  [1003, "nnnnn", "人脸识别未成功", "face not recognised"],
  [1004, "nnnnn", "人脸验证失败", "face verification failed"],
  [1005, "nnnnn", "人脸验证失败", "face verification failed"],
  [1006, "nnnn-", "证照库出错", "ID photo library error"],
  [1007, "nnnnn", "没有取到微信活体结果", "WeChat liveness result missing"],
  [1008, "nnn--", "网络不稳定", "unstable network"],
  [1101, "---n-", "没听清数字", "digits not heard"],
  [1102, "---n-", "脸部未完整露出", "face not fully shown"],
  [1103, "---n-", "没听清数字", "digits not heard"],
  [1104, "---n-", "视频格式无法检测", "video format not usable"],
  [1105, "---n-", "视频拉取失败", "video not fetched"],
  [1106, "---n-", "声音太小", "voice too low"],
  [1107, "---n-", "视频为空或大小不合适", "video empty or of wrong size"],
  [1108, "---n-", "视频像素太低", "video resolution too low"],
  [1109, "---n-", "没有识别到唇动", "no lip movement"],
  [1201, "---n-", "光线不佳", "bad light"],
  [1202, "---nn", "光线不佳", "bad light"],
  [1203, "---n-", "离屏幕太近或太远", "too near or too far"],
  [1204, "---n-", "离屏幕太近或太远", "too near or too far"],
  [1205, "---n-", "离屏幕太近或太远", "too near or too far"],
  [1301, "-----", "疑似非真人录制", "suspected non-live recording"],
  [1302, "-----", "人脸验证失败", "face verification failed"],
  [1303, "-----", "视频录制太短", "recording too short"],
  [2001, "nnnnn", "引擎超时", "engine timeout"],
  [2002, "nnnnn", "姓名有误", "bad name"],
  [2003, "nnnnn", "身份证号有误", "bad ID number"],
  [2004, "nnnnn", "视频中取不到照片", "no photo from the video"],
  [2005, "nnnnn", "查无此身份", "identity not found"],
  [2006, "yyyyy", "姓名与身份证号不匹配", "name and ID number do not match"],
  [2007, "nnnny", "库中没有照片", "no photo on file"],
  [2008, "nnnn-", "库中没有照片", "no photo on file"],
  [2009, "nnnny", "库中照片分辨率过低", "photo on file too small"],
  [2010, "nnnn-", "脸部未完整露出", "face not fully shown"],
  [2011, "nnnny", "疑似非活体", "suspected not live"],
  [2012, "nnnny", "画面中有多张脸", "several faces"],
  [2013, "nnnny", "脸部未完整露出", "face not fully shown"],
  [2014, "nnnny", "视频像素太低", "video resolution too low"],
  [2015, "nnnny", "比对失败", "comparison failed"],
  [2016, "yyyyy", "相似度低于阈值", "similarity below the threshold"],
  [2017, "nnnnn", "权威数据源维护中", "data source in maintenance"],
  [2018, "-----", "核验过于频繁", "too many tries"],
]
