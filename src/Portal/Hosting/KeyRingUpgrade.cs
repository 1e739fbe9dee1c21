using System.Xml.Linq;
using Npgsql;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Database;

namespace Portal.Hosting;

/// <summary>Wraps, once after the start, the keys of the Data Protection ring that an older version stored as they were.</summary>
internal sealed partial class KeyRingUpgrade(PlatformDatabase database, KeyRingEncryptor encryptor, TimeProvider time, ILogger<KeyRingUpgrade> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    /// <returns>How many were wrapped.</returns>
    public Task<int> RunAsync(CancellationToken cancellationToken) => ReplaceAsync(encryptor.Wrap, cancellationToken);

    /// <summary>After the deployment's key-encryption key was rotated.</summary>
    /// <returns>How many were wrapped.</returns>
    public Task<int> WrapAnewAsync(CancellationToken cancellationToken) => ReplaceAsync(encryptor.WrapAnew, cancellationToken);

    private async Task<int> ReplaceAsync(Func<XElement, XElement?> replace, CancellationToken cancellationToken)
    {
        var wrapped = 0;
        foreach (var (id, xml) in await ReadAsync(cancellationToken))
        {
            if (replace(XElement.Parse(xml)) is not { } key)
            {
                continue;
            }

            await using var update = database.Source.CreateCommand("update portal.data_protection_key set xml = $2 where id = $1 and xml = $3");
            update.With(id, key.ToString(SaveOptions.DisableFormatting), xml);

            wrapped += await update.ExecuteNonQueryAsync(cancellationToken);
        }

        return wrapped;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await RunAsync(stoppingToken) is var wrapped and > 0)
                {
                    LogWrapped(wrapped);
                }

                return;
            }
            catch (Exception away) when (away is NpgsqlException or KeyFailureException or IOException or TimeoutException or OperationCanceledException)
            {
                await Task.Delay(Again, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<List<(Guid Id, string Xml)>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var select = database.Source.CreateCommand("select id, xml from portal.data_protection_key");
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var keys = new List<(Guid, string)>();
        while (await row.ReadAsync(cancellationToken))
        {
            keys.Add((row.GetGuid(0), row.GetString(1)));
        }

        return keys;
    }

    [LoggerMessage(181, LogLevel.Information, "Wrapped {Count} keys of the Data Protection ring that were stored as they were.")]
    private partial void LogWrapped(int count);
}
