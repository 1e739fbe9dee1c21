using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;

namespace Portal.Domain.Tests.Tenancy.Keys;

public sealed class SealedPlaceTests
{
    private static readonly TenantId Tenant = new(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"));
    private static readonly Guid Row = Guid.Parse("0198c0de-0000-7000-8000-000000000001");

    [Fact]
    public void AdditionalData_OfAPlace_IsTenantTableColumnRowVersionWithLengths() =>
        Convert.ToHexStringLower(new SealedPlace(Tenant, "ab", "c", Row).AdditionalData(258))
            .ShouldBe("00112233445566778899aabbccddeeff" + "0002" + "6162" + "0001" + "63" + "0198c0de000070008000000000000001" + "00000102");

    [Fact]
    public void AdditionalData_OfPlacesThatDifferInAnyPart_Differs()
    {
        var place = new SealedPlace(Tenant, "table", "column", Row);
        SealedPlace[] others =
        [
            place with { Tenant = new(Guid.Parse("00112233-4455-6677-8899-aabbccddee00")) }, place with { Table = "tabl" }, place with { Column = "columns" },
            place with { Table = "tablec", Column = "olumn" }, place with { Row = Guid.Parse("0198c0de-0000-7000-8000-000000000002") },
        ];
        others.Select(other => Convert.ToHexString(other.AdditionalData(1))).Append(Convert.ToHexString(place.AdditionalData(1)))
            .Append(Convert.ToHexString(place.AdditionalData(2))).Distinct().Count().ShouldBe(7);
    }

    [Fact]
    public void Sealed_OfBytesWithoutAHeader_IsRefused()
    {
        Should.Throw<FormatException>(() => Sealed.Of("whsec_not_sealed_at_all_but_long_enough_to_be"u8.ToArray()));
        Should.Throw<FormatException>(() => Sealed.Of([1, 0, 0, 0, 1]));
        Should.Throw<FormatException>(() => Sealed.Of([1, .. new byte[SealedHeader.Overhead]]));
    }

    [Fact]
    public void Sealed_OfAHeader_KnowsItsKey()
    {
        var bytes = new byte[SealedHeader.Overhead];
        new SealedHeader(70_000).Write(bytes);
        Sealed.Of(bytes).Header.KeyVersion.ShouldBe(70_000);
    }

    [Theory]
    [InlineData(KeyState.Active, "Retiring Destroyed")]
    [InlineData(KeyState.Retiring, "Retired Destroyed")]
    [InlineData(KeyState.Retired, "Destroyed")]
    [InlineData(KeyState.Destroyed, "")]
    public void States_OfAKey_OnlyGoForward(KeyState state, string next) =>
        string.Join(' ', Enum.GetValues<KeyState>().Where(candidate => state.MayBecome(candidate))).ShouldBe(next);
}
