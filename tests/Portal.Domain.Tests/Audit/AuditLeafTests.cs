using System.Text;
using System.Text.Json;
using Portal.Domain.Audit;

namespace Portal.Domain.Tests.Audit;

public sealed class AuditLeafTests
{
    private static readonly byte[] Salt = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

    [Fact]
    public void Write_OfARecord_IsCanonicalAndNamesNoPerson()
    {
        var (changes, _) = AuditChanges.Write([new("name", "a\"b", "é\u0001"), new("email", null, "ada@acme.example", IsPersonal: true)], () => Salt);
        var record = Record(changes);
        AuditLeaf.Write(record, 7).ShouldBe(
            $$"""
            {"action":"tenant.renamed","actor":{"id":"mem_1","kind":"member","member":null,"name":"{{record.ActorName.Commitment}}","onBehalfOf":null},"address":null,"at":"2026-01-02T03:04:05.000006Z","changes":[{"after":{"commitment":"{{new SealedText("ada@acme.example", Salt).Commitment}}"},"before":null,"field":"email"},{"after":"é\u0001","before":"a\"b","field":"name"}],"correlation":"c","detail":{"a":"1","b":"2"},"id":"{{record.Id}}","sequence":7,"subject":{"id":"ten_1","kind":"tenant","name":"{{record.SubjectName.Commitment}}"},"tenant":"{{record.Tenant}}","version":2}
            """);
    }

    [Fact]
    public void Write_OfAnErasedRecord_IsTheSame()
    {
        var record = Record("[]");
        var erased = record with { ActorName = new(null, SealedText.Commit(Salt, "Ada")) };
        AuditLeaf.Write(erased, 1).ShouldBe(AuditLeaf.Write(record, 1));
    }

    [Fact]
    public void Append_OfAnyText_IsReadBackAsItWas()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var run = 0; run < 2000; run++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(20)).Select(_ => (char)random.Next(0, 0xd800))]);
            JsonSerializer.Deserialize<string>(CanonicalJson.Append(new StringBuilder(), text).ToString()).ShouldBe(text, $"seed {seed}");
        }
    }

    [Fact]
    public void Write_OfMembers_SortsThemByCodeUnits() =>
        CanonicalJson.Write(new Dictionary<string, string> { ["é"] = "3", ["b"] = "2", ["B"] = "1" }).ShouldBe("""{"B":"1","b":"2","é":"3"}""");

    private static AuditRecord Record(string changes) => new()
    {
        Tenant = new(new("01890000-0000-7000-8000-000000000001")),
        Id = new(new("01890000-0000-7000-8000-000000000002")),
        OccurredAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddMicroseconds(6),
        ActorKind = "member",
        ActorId = "mem_1",
        ActorMember = null,
        ActorName = new("Ada", Salt),
        OnBehalfOf = null,
        Address = null,
        Action = "tenant.renamed",
        SubjectKind = "tenant",
        SubjectId = "ten_1",
        SubjectName = new("Acme", Salt),
        Detail = CanonicalJson.Write(new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" }),
        Changes = changes,
        CorrelationId = "c",
    };
}
