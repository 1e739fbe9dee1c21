using Portal.Infrastructure.Database;
using Portal.Operators.Operations;

namespace Portal.QueueOperator;

/// <summary>Writes that it was attempted, takes its time, and has its effect once: what every handler is to do. Being killed falls anywhere between.</summary>
internal sealed class EffectHandler(PlatformDatabase database) : IOperationHandler
{
    private const int LongestMilliseconds = 60;

    public string Kind => "test.effect";

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        await RunAsync("insert into public.attempt (operation) values ($1)", work, cancellationToken);
        await Task.Delay(Random.Shared.Next(LongestMilliseconds), cancellationToken);
        await RunAsync("insert into public.effect (operation) values ($1) on conflict do nothing", work, cancellationToken);
        await work.TellOnceAsync("effect", "It is there.", cancellationToken);
    }

    private async Task RunAsync(string sql, OperationWork work, CancellationToken cancellationToken)
    {
        await using var insert = database.Source.CreateCommand(sql);
        insert.Parameters.Add(new() { Value = work.Operation.Id.Value });
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }
}
