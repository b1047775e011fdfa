package org

import "strings"

// names of browsers and systems by the words that they say of themselves. The first that is found counts: most browsers
// claim to be others too.
var (
	browsers = [][2]string{{"MicroMessenger/", "微信 WeChat"}, {"Edg/", "Edge"}, {"EdgA/", "Edge"}, {"EdgiOS/", "Edge"}, {"OPR/", "Opera"}, {"QQBrowser/", "QQ"},
		{"UCBrowser/", "UC"}, {"HuaweiBrowser/", "Huawei"}, {"MiuiBrowser/", "Xiaomi"}, {"SamsungBrowser/", "Samsung"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
		{"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}, {"curl/", "curl"}, {"Go-http-client/", "Go"}, {"python-requests/", "Python"}}
	systems = [][2]string{{"HarmonyOS", "HarmonyOS"}, {"OpenHarmony", "HarmonyOS"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"},
		{"Windows", "Windows"}, {"CrOS", "ChromeOS"}, {"Mac OS X", "macOS"}, {"Linux", "Linux"}}
)

// Device says plainly which browser on which system a User-Agent header names: Chrome · Windows. It is empty when it
// names none that is known.
func Device(agent string) string {
	var words []string
	for _, list := range [][][2]string{browsers, systems} {
		for _, one := range list {
			if strings.Contains(agent, one[0]) {
				words = append(words, one[1])
				break
			}
		}
	}
	return strings.Join(words, " · ")
}
