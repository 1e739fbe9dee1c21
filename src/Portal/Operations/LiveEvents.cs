using System.Collections.Concurrent;
using Portal.Domain.Tenancy;

namespace Portal.Operations;

/// <summary>Hands what the database announced to this process's subscribers, each only its own tenant's.</summary>
internal sealed class LiveEvents
{
    private readonly ConcurrentDictionary<Guid, Subscription> _subscriptions = new();

    /// <summary>Raised with the state of the connection that brings the news.</summary>
    public event Action<bool>? ConnectedChanged;

    /// <summary>Raised with everybody's news, for what is kept about tenants in this process. Must return quickly: it runs on the listening loop.</summary>
    public event Action<LiveEvent>? Announced;

    /// <summary>Raised after a gap, when nobody knows what was missed.</summary>
    public event Action? Missed;

    public bool IsConnected { get; private set; }

    /// <param name="tenant">Only this tenant's news.</param>
    /// <param name="receive">Must return quickly: it runs on the listening loop.</param>
    /// <returns>Dispose to stop.</returns>
    public IDisposable Subscribe(TenantId tenant, Action<LiveEvent> receive)
    {
        var subscription = new Subscription(this, Guid.NewGuid(), tenant, receive);
        _subscriptions[subscription.Id] = subscription;
        return subscription;
    }

    /// <summary>Everybody's news, and one without a tenant after a gap: for staff.</summary>
    /// <returns>Dispose to stop.</returns>
    public IDisposable SubscribeToAll(Action<LiveEvent> receive)
    {
        void Catch() => receive(new(default, "", ""));
        Announced += receive;
        Missed += Catch;
        return new Ending(() =>
        {
            Announced -= receive;
            Missed -= Catch;
        });
    }

    public void Announce(LiveEvent happened)
    {
        Announced?.Invoke(happened);
        foreach (var subscription in _subscriptions.Values.Where(s => s.Tenant == happened.Tenant))
        {
            subscription.Receive(happened);
        }
    }

    /// <summary>After a gap nobody knows what was missed: everyone reads anew.</summary>
    public void AnnounceAll()
    {
        Missed?.Invoke();
        foreach (var subscription in _subscriptions.Values)
        {
            subscription.Receive(new(subscription.Tenant, "", ""));
        }
    }

    public void SetConnected(bool connected)
    {
        if (IsConnected != connected)
        {
            IsConnected = connected;
            ConnectedChanged?.Invoke(connected);
        }
    }

    private sealed record Ending(Action End) : IDisposable
    {
        public void Dispose() => End();
    }

    private sealed record Subscription(LiveEvents Owner, Guid Id, TenantId Tenant, Action<LiveEvent> Receive) : IDisposable
    {
        public void Dispose() => Owner._subscriptions.TryRemove(Id, out _);
    }
}
