using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Portal.Domain.Access;
using Portal.Domain.Operations;

namespace Portal.Operations;

/// <summary>An operation as it goes along, for server-sent events: each change once, until it is over.</summary>
internal sealed class OperationEvents(OperationQueries queries, LiveEvents events)
{
    public async IAsyncEnumerable<SseItem<OperationView>> FollowAsync(Caller caller, string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        using var subscription = events.Subscribe(caller.Tenant, happened =>
        {
            if (happened.Topic.Length == 0 || happened.Topic == Topic.Tenant || (happened.Topic == Topic.Operation && happened.SubjectId == id))
            {
                signals.Writer.TryWrite(true);
            }
        });
        signals.Writer.TryWrite(true);
        string? last = null;
        await foreach (var _ in signals.Reader.ReadAllAsync(cancellationToken))
        {
            var found = await queries.FindAsync(caller, id, cancellationToken);
            if (!found.Succeeded)
            {
                yield break;
            }

            var eventId = string.Create(CultureInfo.InvariantCulture, $"{found.Value.State}-{found.Value.Attempts}-{found.Value.Steps.Count}-{found.Value.Progress}-{found.Value.AttemptLog.Count}");
            if (eventId != last)
            {
                last = eventId;
                yield return new(found.Value, "operation") { EventId = eventId };
            }

            if (found.Value.FinishedAt is not null)
            {
                yield break;
            }
        }
    }
}
