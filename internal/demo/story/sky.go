package story

import (
	"math"
	"time"
)

const (
	earthKM = 6378.137 // radius at the equator
	orbitKM = 42164.2  // radius of the geostationary orbit
	degree  = math.Pi / 180
)

// look gives azimuth and elevation, in degrees, of a geostationary satellite at lon degrees east, seen
// from a site on a round Earth: near enough to tell of.
func look(site *Site, lon float64) (azimuth, elevation float64) {
	phi, d := site.Lat*degree, (lon-site.Lon)*degree
	c := math.Cos(phi) * math.Cos(d)
	elevation = math.Atan2(c-earthKM/orbitKM, math.Sqrt(1-c*c)) / degree
	azimuth = math.Atan2(math.Sin(d), -math.Sin(phi)*math.Cos(d)) / degree
	return math.Mod(azimuth+360, 360), elevation
}

// sunBehind tells at what time of a day the sun stands behind a satellite, seen from a site, and how far
// it then passes beside it, in degrees.
func sunBehind(site *Site, lon float64, day time.Time) (at time.Time, off float64) {
	phi := site.Lat * degree
	x := orbitKM*math.Cos((lon-site.Lon)*degree) - earthKM*math.Cos(phi)
	y := orbitKM * math.Sin((lon-site.Lon)*degree)
	z := -earthKM * math.Sin(phi)
	seen := site.Lon + math.Atan2(y, x)/degree // the longitude over which the satellite seems to stand
	declination := math.Atan2(z, math.Hypot(x, y)) / degree
	n := float64(day.UTC().YearDay())
	b := 2 * math.Pi * (n - 81) / 365
	equation := 9.87*math.Sin(2*b) - 7.53*math.Cos(b) - 1.5*math.Sin(b) // minutes that a sundial is ahead
	noon := 12 - seen/15 - equation/60
	midnight := day.UTC().Truncate(24 * time.Hour)
	sun := -23.44 * math.Cos(2*math.Pi*(n+10)/365)
	return midnight.Add(time.Duration(noon * float64(time.Hour))), math.Abs(sun - declination)
}

// sunWidth is how far beside the satellite, in degrees, the sun still drowns it for a dish.
const sunWidth = 1.2
