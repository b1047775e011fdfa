package org

import "testing"

func TestPasswordsThatAreTriedFirst(t *testing.T) {
	for password, easy := range map[string]bool{
		"password123": true, "P@ssw0rd2026": true, "qwertyuiop": true, "1qaz2wsx3edc": true, "aaaaaaaaaaaa": true, "abcabcabcabc": true,
		"1234567890": true, "0987654321": true, "woaini1314": true, "admin@12345": true, "Welcome2026!": true, "iloveyou!!": true, "zhangwei1990": true,
		"147258369147": true, "Huawei@123456": true, "letmein-letmein": true, "a1a1a1a1a1a1": true, "zxcvbnm,./": true,
		"xingfu-demo": false, "a-long-password": false, "another-tall-tree": false, "seventeen-green-herons": false, "kx7-Pm4q-92": false,
		"天线偏了零点七度八分": false, "correct horse battery": false,
	} {
		if left := beyondGuessing(password); left < notGuessed != easy {
			t.Errorf("%s has %d characters beyond guessing", password, left)
		}
	}
}

func FuzzGuess(f *testing.F) {
	for _, seed := range []string{"password123", "İ@4", "天线", "\xff\xfe", "ǅǅǅǅ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, password string) {
		if left := beyondGuessing(password); left < 0 || left > len([]rune(password))*3 {
			t.Fatalf("%q has %d", password, left)
		}
	})
}

func FuzzNetwork(f *testing.F) {
	for _, seed := range []string{"10.0.0.0/8", "::ffff:10.0.0.0/104", "::ffff:10.0.0.1", "fe80::1%eth0", "10.0.0.1/99", "", "0.0.0.0/0", "::/0", "::ffff:0:0/90"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		network, err := parseNetwork(text)
		if err != nil {
			return
		}
		if !network.IsValid() || network != network.Masked() {
			t.Fatalf("%q is %v", text, network)
		}
		again, err := parseNetwork(network.String())
		if err != nil || again != network {
			t.Fatalf("%q is %v, and then %v, %v", text, network, again, err)
		}
	})
}

func FuzzDevice(f *testing.F) {
	f.Add("Mozilla/5.0 (X11; Linux x86_64) Chrome/1")
	f.Fuzz(func(t *testing.T, agent string) {
		if len(Device(agent)) > 40 {
			t.Fatal(Device(agent))
		}
	})
}
