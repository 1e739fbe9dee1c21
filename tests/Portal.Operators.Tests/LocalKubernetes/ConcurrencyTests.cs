using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

public sealed class ConcurrencyTests : ClusterTest
{
    private const int Seed = 20_261_121;

    private protected override LocalClusterOptions Options => base.Options with { WatchHistory = 10_000 };

    [Fact]
    public async Task Update_ByManyAtOnce_LosesNoIncrement()
    {
        await Api.PostAsync(Maps, Map("counter", data: """{"count":"0"}"""));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => IncrementAsync(25))));
        (await GetAsync(Maps + "/counter")).Text("data", "count").ShouldBe("200");
    }

    [Fact]
    public async Task Watch_DuringRandomChanges_AddsUpToTheFinalState()
    {
        using var watch = await Api.WatchAsync(Maps);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() => ChangeAtRandomAsync(new Random(Seed + worker)))));
        await Api.PostAsync(Maps, Map("end"));

        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var last = 0L;
        while (!seen.ContainsKey("end"))
        {
            var item = (await watch.NextAsync()).ShouldNotBeNull();
            var version = item.Text("object", "metadata", "resourceVersion")!;
            var number = long.Parse(version, CultureInfo.InvariantCulture);
            number.ShouldBeGreaterThan(last, $"seed {Seed}");
            last = number;
            var name = item.Child("object")!.NameOf();
            item.Text("type").ShouldBe((item.Text("type"), seen.ContainsKey(name)) switch
            {
                ("DELETED", true) => "DELETED",
                (_, true) => "MODIFIED",
                _ => "ADDED",
            }, $"seed {Seed}");
            if (item.Text("type") == "DELETED")
            {
                seen.Remove(name);
            }
            else
            {
                seen[name] = version;
            }
        }

        (await ItemsAsync(Maps)).Select(item => $"{item.NameOf()}@{item.Text("metadata", "resourceVersion")}")
            .ShouldBe(seen.Select(pair => $"{pair.Key}@{pair.Value}").ToList(), $"seed {Seed}");
    }

    private async Task IncrementAsync(int times)
    {
        for (var done = 0; done < times;)
        {
            var item = await GetAsync(Maps + "/counter");
            var count = int.Parse(item.Text("data", "count")!, CultureInfo.InvariantCulture);
            item["data"]!["count"] = (count + 1).ToString(CultureInfo.InvariantCulture);
            var answer = await Api.PutAsync(Maps + "/counter", item);
            if (answer.Code == HttpStatusCode.OK)
            {
                done++;
            }
            else
            {
                answer.ShouldBe(HttpStatusCode.Conflict);
            }
        }
    }

    private async Task ChangeAtRandomAsync(Random random)
    {
        for (var index = 0; index < 150; index++)
        {
            var name = $"m{random.Next(12)}";
            _ = random.Next(3) switch
            {
                0 => await Api.PostAsync(Maps, Map(name)),
                1 => await Api.MergeAsync($"{Maps}/{name}", new JsonObject { ["data"] = new JsonObject { ["k"] = $"{random.Next()}" } }.ToJsonString()),
                _ => await Api.DeleteAsync($"{Maps}/{name}"),
            };
        }
    }
}
