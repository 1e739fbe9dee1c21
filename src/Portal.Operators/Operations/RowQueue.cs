using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Operations;

/// <summary>
/// What is on its way from the cluster into the portal's tables, in order and off the reconcilers' path. A database that is away is waited for; what does not fit meanwhile
/// comes with the next reading, which says everything again.
/// </summary>
/// <param name="name">What a reading is about, for the log.</param>
/// <param name="write">Writes it.</param>
internal sealed class RowQueue<T>(Func<T, string> name, Func<T, CancellationToken, Task> write, TimeProvider time, ILogger logger)
{
    private const int Longest = 5000;

    private readonly Channel<T> _readings = Channel.CreateBounded<T>(new BoundedChannelOptions(Longest) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Add(T reading) => _readings.Writer.TryWrite(reading);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(15));
        await foreach (var reading in _readings.Reader.ReadAllAsync(cancellationToken))
        {
            await WriteAsync(reading, backoff, cancellationToken);
        }
    }

    private async Task WriteAsync(T reading, Backoff backoff, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await write(reading, cancellationToken);
                backoff.Reset();
                return;
            }
            catch (Exception e) when (IsTransient(e))
            {
                var wait = backoff.Next();
                RowQueueLog.Waiting(logger, name(reading), e.Message, wait.TotalSeconds);
                await Task.Delay(wait, time, cancellationToken);
            }
            catch (Exception e) when (e is NpgsqlException or DbUpdateException or InvalidOperationException)
            {
                // This one cannot be written; the next reading says everything again.
                RowQueueLog.Skipped(logger, name(reading), e);
                return;
            }
        }
    }

    // Unique violations come from another replica that told the same; the second attempt finds it told.
    private static bool IsTransient(Exception e) => e is NpgsqlException { IsTransient: true } or TimeoutException or IOException
        || (e is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CannotConnectNow })
        || (e.InnerException is { } inner && IsTransient(inner));
}
