package org

import (
	"sort"
	"strings"
	"unicode"
)

// commonWords are what people whose passwords were stolen had used most, in English and in pinyin. Years, sequences,
// repetitions and rows of the keyboard are found by their pattern.
const commonWords = `
password passwort passw0rd passwd pass word secret private letmein letme welcome welcom hello hallo login logon signin access
admin administrator root system superuser user guest default test tester testing demo sample example temp temporary change changeme
master monkey dragon shadow sunshine princess football baseball basketball soccer hockey superman batman spiderman ironman starwars
pokemon naruto whatever trustno freedom flower flowers summer winter spring autumn january february march april may june july august
september october november december monday tuesday wednesday thursday friday saturday sunday morning night today tomorrow
iloveyou ilove loveyou lovely love lover forever baby babygirl honey angel angels sweet sweety heart kitty kitten puppy tiger lion
cheese chocolate cookie banana orange apple cherry pepper ginger coffee pizza computer internet network server windows microsoft
google facebook android iphone samsung nokia sony lenovo huawei xiaomi alibaba taobao tencent wechat weixin baidu alipay telecom
mobile unicom satellite starlink office company business manager director service support helpdesk center centre operator engineer
database oracle mysql postgres cisco router switch firewall security secure safety public
michael jennifer jessica ashley amanda daniel joshua matthew andrew anthony thomas robert william george charlie jordan michelle
nicole hunter ranger harley maggie buster killer soldier knight matrix mustang ferrari porsche corvette yankees arsenal chelsea
liverpool barcelona madrid america canada london paris berlin china beijing shanghai guangzhou shenzhen hangzhou nanjing chengdu
chongqing wuhan tianjin xian suzhou qingdao dalian xiamen changsha zhengzhou hongkong taiwan zhongguo zhonghua
woaini woaiwo aini woaiziji woaijia nihao nimen zhangwei wangwei wangfang liwei lina zhangmin lijing wangjing liuwei wangxiu
zhang wang liming xiaoming xiaohong zhao qian zhou huang yang chen
mima mimashi wodemima guanli guanliyuan yonghu denglu ceshi xitong gongsi bangong kefu weixing tongxin
gongxi facai gongxifacai jixiang ruyi kuaile shengri xinnian pingan fugui zhongqiu guoqing
qwerty qwert asdf zxcv qaz wsx edc rfv qweasd asdqwe qazwsx zaqwsx abcabc aabb xxxx
`

// keyboardRows are the rows and columns along which fingers walk.
var keyboardRows = []string{"`1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/",
	"7894561230", "789", "456", "147", "258", "369", "1472583690"}

// guessWords are the common words, the longest first, so that a word is not found as a shorter one and a rest.
var guessWords = func() []string {
	words := strings.Fields(commonWords)
	sort.SliceStable(words, func(i, j int) bool { return len(words[i]) > len(words[j]) })
	return words
}()

// leet are characters that people put for letters.
var leet = strings.NewReplacer("@", "a", "4", "a", "3", "e", "1", "i", "!", "i", "0", "o", "$", "s", "5", "s", "7", "t")

// beyondGuessing counts the characters of a password that are neither part of a common word, a sequence, a repetition, a
// year or a walk over the keyboard, nor mere punctuation: what a guesser must find out.
func beyondGuessing(password string) int {
	text := []rune(strings.ToLower(password))
	known := make([]bool, len(text))
	markRuns(text, known)
	plain := string(text)
	markWords(text, plain, known)
	if read := leet.Replace(plain); len([]rune(read)) == len(text) {
		markWords(text, read, known)
	}
	markPeriod(text, known)
	left, seen := 0, map[rune]bool{}
	for i, r := range text {
		if !known[i] && (unicode.IsLetter(r) || unicode.IsDigit(r)) && !seen[r] {
			left++
			seen[r] = true
		}
	}
	return left
}

// markWords marks where common words stand in a reading of the text.
func markWords(text []rune, reading string, known []bool) {
	runes := []rune(reading)
	for _, word := range guessWords {
		w := []rune(word)
		for i := 0; i+len(w) <= len(runes); i++ {
			if string(runes[i:i+len(w)]) == word {
				for j := range w {
					known[i+j] = true
				}
			}
		}
	}
	for i := 0; i+4 <= len(text); i++ { // years
		year := string(text[i : i+4])
		if year >= "1900" && year <= "2099" && strings.Trim(year, "0123456789") == "" {
			for j := range 4 {
				known[i+j] = true
			}
		}
	}
}

// markRuns marks three or more that go up or down one by one or stay the same, and four or more along the keyboard.
func markRuns(text []rune, known []bool) {
	mark := func(from, to, least int) {
		if to-from >= least {
			for i := from; i < to; i++ {
				known[i] = true
			}
		}
	}
	for i := range text {
		for _, step := range []rune{0, 1, -1} {
			j := i + 1
			for j < len(text) && text[j]-text[j-1] == step {
				j++
			}
			mark(i, j, 3)
		}
		for _, row := range keyboardRows {
			for _, line := range []string{row, reversed(row)} {
				mark(i, i+along(text[i:], []rune(line)), 3)
			}
		}
	}
}

// along says how many characters of the beginning of a text follow a line.
func along(text, line []rune) int {
	best := 0
	for at := range line {
		n := 0
		for n < len(text) && at+n < len(line) && text[n] == line[at+n] {
			n++
		}
		best = max(best, n)
	}
	return best
}

func reversed(text string) string {
	r := []rune(text)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

// markPeriod marks all but the first of what is repeated through the whole text: abc9abc9abc9.
func markPeriod(text []rune, known []bool) {
	for period := 1; period <= len(text)/2; period++ {
		same := true
		for i := period; i < len(text); i++ {
			same = same && text[i] == text[i-period]
		}
		if same {
			for i := period; i < len(text); i++ {
				known[i] = true
			}
			return
		}
	}
}
