package story

import (
	"math"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/platform/now"
)

func TestLook(t *testing.T) {
	tests := []struct {
		lat, lon, satellite, azimuth, elevation float64
	}{
		{0, 110, 110, math.NaN(), 90},         // overhead
		{39.904, 116.407, 134, 153.7, 40.4},   // Beijing: cos γ = cos 39.904° cos 17.593°, tan el = (cos γ − 0.1513) / sin γ
		{39.904, 116.407, 101.4, 202.7, 41.3}, // Beijing to the other side
		{-33, 110, 110, 0, 51.6},              // from the south one looks north
		{81.3, 110, 110, 180, 0},              // where the orbit sets
	}
	for _, x := range tests {
		az, el := look(&Site{Lat: x.lat, Lon: x.lon}, x.satellite)
		if !math.IsNaN(x.azimuth) && math.Abs(az-x.azimuth) > 0.3 || math.Abs(el-x.elevation) > 0.3 {
			t.Errorf("%v°N %v°E to %v°E: azimuth %.2f, elevation %.2f; want %v, %v", x.lat, x.lon, x.satellite, az, el, x.azimuth, x.elevation)
		}
	}
}

// In Beijing the sun passes behind the satellites in the first days of March and around the tenth of
// October; in Sanya it is a week nearer to the equinox.
func TestSunBehind(t *testing.T) {
	beijing, sanya := &Site{Lat: 39.9, Lon: 116.4}, &Site{Lat: 18.25, Lon: 109.5}
	tests := []struct {
		site *Site
		day  string
		hit  bool
	}{
		{beijing, "2026-03-04", true}, {beijing, "2026-03-14", false}, {beijing, "2026-09-25", false}, {beijing, "2026-10-09", true}, {beijing, "2026-10-20", false},
		{sanya, "2026-10-01", true}, {sanya, "2026-10-12", false}, {sanya, "2026-06-21", false},
	}
	for _, x := range tests {
		day, err := time.Parse(time.DateOnly, x.day)
		if err != nil {
			t.Fatal(err)
		}
		at, off := sunBehind(x.site, 115.5, day)
		if (off < sunWidth) != x.hit {
			t.Errorf("%v°N on %s: %.2f° beside the satellite, hit should be %v", x.site.Lat, x.day, off, x.hit)
		}
		if hour := at.In(now.China).Hour(); hour < 11 || hour > 13 {
			t.Errorf("on %s at %v: not about noon", x.day, at.In(now.China))
		}
	}
}
