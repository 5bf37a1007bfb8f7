import { useMemo } from "react";
import { holds, useMe } from "../../lib/me.ts";
import { type PlaceGroup, placeGroups } from "./places.ts";

/** The places that the server lets this person see; a group without any is left out. */
export function usePlaceGroups(): readonly PlaceGroup[] {
  const me = useMe();
  return useMemo(
    () =>
      placeGroups
        .map((group) => ({
          ...group,
          places: group.places.filter((place) => place.permission === null || holds(me, place.permission)),
        }))
        .filter((group) => group.places.length > 0),
    [me],
  );
}
