using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Hosting;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Tests.Hosting;

public sealed class KeyRingTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>, IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "portal-test-keys-" + Guid.NewGuid().ToString("n"));

    [Fact]
    public async Task Ring_OfTwoReplicas_IsSharedAndStoredWithoutItsKeys()
    {
        await using var one = Replica();
        await using var other = Replica();

        var token = one.GetRequiredService<IDataProtectionProvider>().CreateProtector("p").Protect("hello");

        other.GetRequiredService<IDataProtectionProvider>().CreateProtector("p").Unprotect(token).ShouldBe("hello");
        var stored = await StoredAsync();
        stored.ShouldNotBeEmpty();
        stored.ShouldAllBe(xml => xml.Contains("portalKey") && !xml.Contains("masterKey"));
    }

    [Fact]
    public async Task Ring_StoredAsItWasBefore_IsReadAndWrappedInPlace()
    {
        await using (var superuser = NpgsqlDataSource.Create(fixture.Database.Superuser))
        {
            await using var clear = superuser.CreateCommand("delete from portal.data_protection_key");
            await clear.ExecuteNonQueryAsync();
        }

        string token;
        await using (var old = Replica(wraps: false))
        {
            token = old.GetRequiredService<IDataProtectionProvider>().CreateProtector("p").Protect("from before");
        }

        (await StoredAsync()).Single().ShouldContain("masterKey");
        await using var replica = Replica();
        replica.GetRequiredService<IDataProtectionProvider>().CreateProtector("p").Unprotect(token).ShouldBe("from before");

        (await replica.GetRequiredService<KeyRingUpgrade>().RunAsync(CancellationToken.None)).ShouldBe(1);
        (await replica.GetRequiredService<KeyRingUpgrade>().RunAsync(CancellationToken.None)).ShouldBe(0);

        (await StoredAsync()).Single().ShouldNotContain("masterKey");
        await using var next = Replica();
        next.GetRequiredService<IDataProtectionProvider>().CreateProtector("p").Unprotect(token).ShouldBe("from before");
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private ServiceProvider Replica(bool wraps = true)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Database:App"] = fixture.Database.App, ["Database:Platform"] = fixture.Database.Platform, ["Keys:Provider"] = "file", ["Keys:File:Folder"] = _folder,
        };
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).AddLogging();
        services.AddPortalDatabase().AddKeys().AddKeyRing();
        if (!wraps)
        {
            services.PostConfigure<KeyManagementOptions>(options => options.XmlEncryptor = null);
        }

        return services.BuildServiceProvider();
    }

    private async Task<List<string>> StoredAsync()
    {
        await using var superuser = NpgsqlDataSource.Create(fixture.Database.Superuser);
        await using var select = superuser.CreateCommand("select xml from portal.data_protection_key");
        await using var row = await select.ExecuteReaderAsync();
        var stored = new List<string>();
        while (await row.ReadAsync())
        {
            stored.Add(row.GetString(0));
        }

        return stored;
    }
}
