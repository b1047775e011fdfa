package app

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/xingfu/xingfu/internal/channel"
)

// outgoing measures the queue of outgoing messages when it is asked.
type outgoing struct{ messages *channel.Service }

var (
	outgoingWaiting = prometheus.NewDesc("xingfu_outgoing_waiting", "Outgoing messages that should have gone out and have not.", nil, nil)
	outgoingLate    = prometheus.NewDesc("xingfu_outgoing_late_seconds", "For how long the oldest of them should have been gone.", nil, nil)
	outgoingStuck   = prometheus.NewDesc("xingfu_outgoing_stuck", "1 while messages wait too long and none goes out.", nil, nil)
	outgoingFailed  = prometheus.NewDesc("xingfu_outgoing_failed", "Outgoing messages that were given up.", nil, nil)
)

// Describe names what is measured.
func (outgoing) Describe(to chan<- *prometheus.Desc) {
	to <- outgoingWaiting
	to <- outgoingLate
	to <- outgoingStuck
	to <- outgoingFailed
}

// Collect measures; nothing is told while the database does not answer.
func (o outgoing) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	health, err := o.messages.Health(ctx)
	if err != nil {
		return
	}
	to <- prometheus.MustNewConstMetric(outgoingWaiting, prometheus.GaugeValue, float64(health.Waiting))
	to <- prometheus.MustNewConstMetric(outgoingLate, prometheus.GaugeValue, health.Late.Seconds())
	stuck := 0.0
	if health.Stuck() {
		stuck = 1
	}
	to <- prometheus.MustNewConstMetric(outgoingStuck, prometheus.GaugeValue, stuck)
	to <- prometheus.MustNewConstMetric(outgoingFailed, prometheus.GaugeValue, float64(health.Failed))
}
