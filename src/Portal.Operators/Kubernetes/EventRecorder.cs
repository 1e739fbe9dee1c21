using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Portal.Operators.Kubernetes;

/// <summary>
/// Writes Events (events.k8s.io/v1) off everybody's path: what was told already counts up in a series, one object gets no more than a burst and then one in
/// five minutes, as client-go has it, and what cannot be written is dropped.
/// </summary>
internal sealed partial class EventRecorder(IKubernetesClient client, string controller, string instance, TimeProvider time, ILogger<EventRecorder> logger) : BackgroundService
{
    private const int Burst = 25;
    private const int LongestQueue = 1000;
    private const int MostSeries = 4096;
    private const int LongestNote = 1024; // The API's own limit.
    private static readonly TimeSpan PerEvent = TimeSpan.FromMinutes(5);

    // A series that was quiet for as long is over; the next one is news.
    private static readonly TimeSpan SeriesEnds = TimeSpan.FromMinutes(6);

    private readonly Channel<(JsonObject Event, string Same, string? Trace)> _told =
        Channel.CreateBounded<(JsonObject Event, string Same, string? Trace)>(new BoundedChannelOptions(LongestQueue) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Lock _lock = new();
    private readonly Dictionary<string, EventSeries> _series = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);

    public void Tell(JsonObject about, bool isWarning, string reason, string note)
    {
        var uid = about.TextAt("metadata", "uid") ?? "";
        lock (_lock)
        {
            Forget();
            if (!_buckets.TryGetValue(uid, out var bucket))
            {
                _buckets[uid] = bucket = new TokenBucket(Burst, PerEvent, time);
            }

            if (!bucket.TryTake())
            {
                return;
            }
        }

        _told.Writer.TryWrite((Document(about, isWarning, reason, note), $"{uid}/{reason}/{note}", Activity.Current?.Id));
    }

    /// <summary>Writes what has been told so far, on the caller's time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        while (_told.Reader.TryRead(out var next))
        {
            // It belongs to the trace of whoever asked for what was decided.
            using var activity = next.Trace is { } trace ? new Activity("write event").SetParentId(trace).Start() : null;
            await TryWriteAsync(next.Event, next.Same, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _told.Reader.WaitToReadAsync(stoppingToken))
        {
            await FlushAsync(stoppingToken);
        }
    }

    private async Task TryWriteAsync(JsonObject written, string same, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(written, same, cancellationToken);
        }
        catch (Exception e) when (e is KubernetesException or HttpRequestException)
        {
            Dropped(logger, written.TextAt("reason") ?? "", e.Message);
        }
    }

    private async Task WriteAsync(JsonObject written, string same, CancellationToken cancellationToken)
    {
        var key = written.Key();
        if (Continue(same) is { } series)
        {
            var patch = new JsonObject { ["series"] = new JsonObject { ["count"] = series.Count, ["lastObservedTime"] = Now() } };
            await client.MergePatchAsync(ResourceKind.Event, key with { Name = series.Name }, patch, cancellationToken);
            return;
        }

        await client.CreateAsync(ResourceKind.Event, written, cancellationToken);
        lock (_lock)
        {
            _series[same] = new EventSeries(key.Name, 1, time.GetTimestamp());
        }
    }

    private EventSeries? Continue(string same)
    {
        lock (_lock)
        {
            if (!_series.TryGetValue(same, out var series) || time.GetElapsedTime(series.LastAt) >= SeriesEnds)
            {
                return null;
            }

            return _series[same] = series with { Count = series.Count + 1, LastAt = time.GetTimestamp() };
        }
    }

    /// <summary>Objects come and go: what is remembered of them must not grow.</summary>
    private void Forget()
    {
        if (_buckets.Count > MostSeries)
        {
            _buckets.Clear();
        }

        if (_series.Count > MostSeries)
        {
            _series.Clear();
        }
    }

    private JsonObject Document(JsonObject about, bool isWarning, string reason, string note)
    {
        var (space, name) = about.Key();
        var text = note.Length <= LongestNote ? note : note[..LongestNote];
        var unique = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{about.TextAt("metadata", "uid")}/{reason}/{note}/{time.GetUtcNow().UtcTicks}")))[..16];
        return new JsonObject
        {
            ["apiVersion"] = ResourceKind.Event.ApiVersion,
            ["kind"] = ResourceKind.Event.Kind,
            ["metadata"] = new JsonObject { ["name"] = $"{name}.{unique}", ["namespace"] = space.Length == 0 ? "default" : space },
            ["eventTime"] = Now(),
            ["reportingController"] = controller,
            ["reportingInstance"] = instance,
            ["action"] = reason,
            ["reason"] = reason,
            ["type"] = isWarning ? "Warning" : "Normal",
            ["note"] = text,
            ["regarding"] = new JsonObject
            {
                ["apiVersion"] = about.TextAt("apiVersion"),
                ["kind"] = about.TextAt("kind"),
                ["name"] = name,
                ["namespace"] = space,
                ["uid"] = about.TextAt("metadata", "uid"),
                ["resourceVersion"] = about.ResourceVersion(),
            },
        };
    }

    // MicroTime of the API.
    private string Now() => time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    [LoggerMessage(5020, LogLevel.Debug, "The event {Reason} could not be written: {Problem}")]
    private static partial void Dropped(ILogger logger, string reason, string problem);
}
