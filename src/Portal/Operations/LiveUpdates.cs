using Portal.Access;

namespace Portal.Operations;

/// <summary>A page's ear: one a circuit. A burst of news causes one reading after another, never two at once and at most four a second.</summary>
internal sealed class LiveUpdates(LiveEvents events, CircuitCaller caller, TimeProvider time)
{
    /// <summary>Whether news comes in now; pages show it.</summary>
    public bool IsConnected => events.IsConnected;

    /// <summary>Calls back after every change of one of the topics, and after a gap.</summary>
    /// <param name="topics">Of <c>Portal.Domain.Operations.Topic</c>.</param>
    /// <param name="changed">Runs on a thread of its own: wrap in <c>InvokeAsync</c>.</param>
    /// <returns>Dispose with the page.</returns>
    public async Task<IAsyncDisposable> SubscribeAsync(IReadOnlyList<string> topics, Func<Task> changed)
    {
        var tenant = (await caller.GetAsync()).Tenant;
        var pump = new LiveUpdatePump(changed, time);
        pump.Attach(events.Subscribe(tenant, happened =>
        {
            if (happened.Topic.Length == 0 || topics.Contains(happened.Topic, StringComparer.Ordinal))
            {
                pump.Signal();
            }
        }));
        return pump;
    }

    /// <summary>Calls back after every change of any tenant that concerns a page of staff, and after a gap.</summary>
    /// <returns>Dispose with the page.</returns>
    public IAsyncDisposable SubscribeToAll(Func<LiveEvent, bool> concerns, Func<Task> changed)
    {
        var pump = new LiveUpdatePump(changed, time);
        pump.Attach(events.SubscribeToAll(happened =>
        {
            if (happened.Topic.Length == 0 || concerns(happened))
            {
                pump.Signal();
            }
        }));
        return pump;
    }
}
