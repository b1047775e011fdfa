package app

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/xingfu/xingfu/internal/channel"
	"github.com/xingfu/xingfu/internal/platform/audit"
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
	to <- prometheus.MustNewConstMetric(outgoingStuck, prometheus.GaugeValue, oneIf(health.Stuck()))
	to <- prometheus.MustNewConstMetric(outgoingFailed, prometheus.GaugeValue, float64(health.Failed))
}

func oneIf(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// feeding measures the feed of the audit log when it is asked.
type feeding struct{ feed *audit.Feed }

var (
	syslogWaiting = prometheus.NewDesc("xingfu_syslog_waiting", "Entries of the audit log that the syslog collector does not have.", nil, nil)
	syslogLate    = prometheus.NewDesc("xingfu_syslog_late_seconds", "For how long the oldest of them waits.", nil, nil)
	syslogStuck   = prometheus.NewDesc("xingfu_syslog_stuck", "1 while entries wait too long and none leaves.", nil, nil)
)

// Describe names what is measured.
func (feeding) Describe(to chan<- *prometheus.Desc) {
	to <- syslogWaiting
	to <- syslogLate
	to <- syslogStuck
}

// Collect measures; nothing is told while the database does not answer.
func (f feeding) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	state, err := f.feed.State(ctx)
	if err != nil {
		return
	}
	to <- prometheus.MustNewConstMetric(syslogWaiting, prometheus.GaugeValue, float64(state.Waiting))
	to <- prometheus.MustNewConstMetric(syslogLate, prometheus.GaugeValue, state.Late.Seconds())
	to <- prometheus.MustNewConstMetric(syslogStuck, prometheus.GaugeValue, oneIf(state.Stuck()))
}
