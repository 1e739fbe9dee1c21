using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Hosting;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys.File;

namespace Portal.Tenancy.Keys;

/// <summary><c>Portal keys</c>: for whoever runs the deployment. Exit code 0 when done, 1 when something failed, 2 for a wrong command line.</summary>
internal static class KeysCommand
{
    private const string Usage =
        """
        Usage: Portal keys check | status | wrap-anew [--rotate] | clean-copy FOLDER

        check      wraps and unwraps a key of no use, so that the settings of the key service are tried.
        status     says how many data keys there are, in which state, and what wrapped them.
        wrap-anew  wraps every data key and the Data Protection ring by the newest key-encryption keys; what they sealed stays as it is.
                   --rotate has the key service make new key-encryption keys first. Safe to repeat, and while tenants are served.
        clean-copy takes out of a copy of the folder of the provider file, such as one in a backup, the keys that were destroyed since. Safe to repeat.
        Settings come from Database__App, Database__Platform and Keys__…, as for the web process.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var builder = PortalApplication.CreateBuilder([]);
            builder.Logging.ClearProviders();
            await using var app = builder.Build();
            return args switch
            {
                ["check"] => await CheckAsync(app.Services),
                ["status"] => await StatusAsync(app.Services),
                ["wrap-anew"] => await WrapAnewAsync(app.Services, rotate: false),
                ["wrap-anew", "--rotate"] => await WrapAnewAsync(app.Services, rotate: true),
                ["clean-copy", var copy] => await CleanCopyAsync(app.Services, copy),
                _ => await SayAsync(2, Usage),
            };
        }
        catch (OptionsValidationException invalid)
        {
            return await SayAsync(2, string.Join(Environment.NewLine, invalid.Failures));
        }
        catch (KeyFailureException failure)
        {
            return await SayAsync(1, Reason(failure));
        }
        catch (NpgsqlException away)
        {
            return await SayAsync(1, $"The database does not answer: {away.Message}");
        }
    }

    private static async Task<int> CheckAsync(IServiceProvider services)
    {
        var provider = services.GetRequiredService<IKeyEncryption>();
        var key = RandomNumberGenerator.GetBytes(32);
        var wrapped = await provider.WrapAsync(KeyOwner.DataProtection, key, CancellationToken.None);
        var same = (await provider.UnwrapAsync(KeyOwner.DataProtection, wrapped, CancellationToken.None)).AsSpan().SequenceEqual(key);
        return await SayAsync(same ? 0 : 1, same ? $"{wrapped.Provider} wraps and unwraps, by {wrapped.KeyId}." : $"{wrapped.Provider} did not unwrap what it wrapped.");
    }

    private static async Task<int> StatusAsync(IServiceProvider services)
    {
        var care = services.GetRequiredService<KeyCare>();
        var records = new List<KeyRecord>();
        foreach (var (tenant, _) in await TenantsAsync(services))
        {
            records.AddRange(await care.ReadAsync(tenant, CancellationToken.None));
        }

        foreach (var group in records.GroupBy(record => (Provider: record.Wrapped?.Provider ?? "none", record.State)).OrderBy(group => group.Key.Provider, StringComparer.Ordinal).ThenBy(group => group.Key.State))
        {
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{group.Key.Provider,-6} {group.Key.State,-10} {group.Count(),6} keys, oldest of {group.Min(record => record.CreatedAt):yyyy-MM-dd}"));
        }

        return await SayAsync(0, string.Create(CultureInfo.InvariantCulture, $"{records.Count} data keys. Wrapping by {services.GetRequiredService<IKeyEncryption>().Provider}."));
    }

    /// <summary>One tenant that fails does not stop the others; the exit code says that there was one.</summary>
    private static async Task<int> WrapAnewAsync(IServiceProvider services, bool rotate)
    {
        var (provider, care) = (services.GetRequiredService<IKeyEncryption>(), services.GetRequiredService<KeyCare>());
        if (rotate)
        {
            await provider.RotateAsync(KeyOwner.DataProtection, CancellationToken.None);
        }

        var ring = await services.GetRequiredService<KeyRingUpgrade>().WrapAnewAsync(CancellationToken.None);
        var (wrapped, failed) = (0, 0);
        foreach (var (tenant, slug) in await TenantsAsync(services))
        {
            try
            {
                if ((await care.ReadAsync(tenant, CancellationToken.None)).All(record => record.Wrapped is null))
                {
                    continue;
                }

                if (rotate)
                {
                    await provider.RotateAsync(KeyOwner.Of(tenant), CancellationToken.None);
                }

                wrapped += await care.WrapAnewAsync(tenant, CancellationToken.None);
            }
            catch (KeyFailureException failure)
            {
                failed++;
                await Console.Error.WriteLineAsync($"{slug}: {Reason(failure)}");
            }
        }

        return await SayAsync(failed == 0 ? 0 : 1, string.Create(CultureInfo.InvariantCulture, $"Wrapped {wrapped} data keys and {ring} keys of the Data Protection ring anew; {failed} tenants failed."));
    }

    /// <summary>By the marks in the folder that is in use and, should those be lost, by what the database says.</summary>
    private static async Task<int> CleanCopyAsync(IServiceProvider services, string copy)
    {
        var care = services.GetRequiredService<KeyCare>();
        var gone = (await TenantsAsync(services, deleted: true)).ConvertAll(tenant => KeyOwner.Of(tenant.Id));
        foreach (var (tenant, _) in await TenantsAsync(services))
        {
            if (await care.ReadAsync(tenant, CancellationToken.None) is { Count: > 0 } keys && keys.All(key => key.State == KeyState.Destroyed))
            {
                gone.Add(KeyOwner.Of(tenant));
            }
        }

        var removed = KeyFolderCopies.Clean(copy, services.GetRequiredService<IOptions<KeyOptions>>().Value.File.Folder, gone);
        return await SayAsync(0, string.Create(CultureInfo.InvariantCulture, $"Took {removed} destroyed keys out of {copy}."));
    }

    private static async Task<List<(TenantId Id, string Slug)>> TenantsAsync(IServiceProvider services, bool deleted = false)
    {
        await using var select = services.GetRequiredService<PlatformDatabase>().Source.CreateCommand("select id, slug from portal.tenant where (state = 'deleted') = $1 order by id").With(deleted);
        await using var row = await select.ExecuteReaderAsync();
        var tenants = new List<(TenantId, string)>();
        while (await row.ReadAsync())
        {
            tenants.Add((new(row.GetGuid(0)), row.GetString(1)));
        }

        return tenants;
    }

    private static string Reason(KeyFailureException failure) => failure.Refusal is KeysUnavailable away ? $"{away.Provider}: {away.Reason}" : failure.Refusal.Detail;

    private static async Task<int> SayAsync(int code, string text)
    {
        await (code == 0 ? Console.Out : Console.Error).WriteLineAsync(text);
        return code;
    }
}
