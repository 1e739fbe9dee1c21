using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Watches;

/// <summary>One watch from beginning to end.</summary>
internal sealed class WatchRun(
    ClusterStore store, string collection, WatchFilter filter, EventWriter writer, LocalClusterOptions options, bool withBookmarks)
{
    private long _position;

    public async Task FollowAsync(WatchStart start, CancellationToken cancellationToken)
    {
        await BeginAsync(start, cancellationToken);
        while (true)
        {
            var (changes, version, next) = store.Since(collection, _position);
            if (changes is null)
            {
                throw ApiErrors.Expired(_position, version);
            }

            foreach (var change in changes)
            {
                if (filter.EventOf(change) is { } kind)
                {
                    // An object that ceased to match is reported as it was when it did, with the version of the change.
                    await writer.SendAsync(kind, change.After, cancellationToken);
                }
            }

            _position = version;
            await writer.FlushAsync(cancellationToken);
            await WaitAsync(next, cancellationToken);
        }
    }

    /// <summary>A watch that times out leaves the client with the latest version, so that it need not replay.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (withBookmarks)
        {
            await writer.SendBookmarkAsync(_position, endsState: false, cancellationToken);
            await writer.FlushAsync(cancellationToken);
        }
    }

    private async Task BeginAsync(WatchStart start, CancellationToken cancellationToken)
    {
        var (items, version) = store.List(collection, null);
        if (start.Since > version)
        {
            throw ApiErrors.TooNew(start.Since.Value, version);
        }

        _position = start.SendsState ? version : start.Since ?? version;
        if (start.SendsState)
        {
            foreach (var item in items.Where(filter.Matches))
            {
                await writer.SendAsync("ADDED", item, cancellationToken);
            }
        }

        if (start.MarksEndOfState)
        {
            await writer.SendBookmarkAsync(version, endsState: true, cancellationToken);
        }
    }

    private async Task WaitAsync(Task next, CancellationToken cancellationToken)
    {
        if (!withBookmarks)
        {
            await next.WaitAsync(cancellationToken);
            return;
        }

        while (true)
        {
            try
            {
                await next.WaitAsync(options.BookmarkInterval, options.TimeProvider, cancellationToken);
                return;
            }
            catch (TimeoutException)
            {
                // Nothing happened in this collection, but versions rose elsewhere: move the client's position along.
                var (changes, version, _) = store.Since(collection, _position);
                if (changes is { Count: 0 })
                {
                    _position = version;
                    await writer.SendBookmarkAsync(version, endsState: false, cancellationToken);
                    await writer.FlushAsync(cancellationToken);
                }
            }
        }
    }
}
