using Portal.Operators.Operations;

namespace Portal.QueueOperator;

/// <summary>Does nothing, so that only the queue is measured.</summary>
internal sealed class NothingHandler : IOperationHandler
{
    public string Kind => "test.nothing";

    public Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken) => Task.CompletedTask;
}
