using System.Collections.Concurrent;
using Portal.Operators.Operations;

namespace Portal.Operators.Tests.Operations;

/// <summary>Does what a test says, and counts.</summary>
internal sealed class RecordingHandler(string kind, Func<OperationWork, CancellationToken, Task>? execute = null) : IOperationHandler
{
    public string Kind => kind;

    public TimeSpan? Longest { get; init; }

    public ConcurrentQueue<string> Executed { get; } = [];

    public ConcurrentQueue<string> Abandoned { get; } = [];

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        Executed.Enqueue(work.Operation.Id.ToString());
        if (execute is not null)
        {
            await execute(work, cancellationToken);
        }
    }

    public Task AbandonAsync(OperationWork work, string reason, CancellationToken cancellationToken)
    {
        Abandoned.Enqueue(reason);
        return Task.CompletedTask;
    }
}
