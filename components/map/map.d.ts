interface World { places: {id: string}[] }
